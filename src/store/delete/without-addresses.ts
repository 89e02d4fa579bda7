import type { RecordOf } from '../../model/records/index.ts'

type Trailed = Pick<RecordOf<'commit'>, 'body' | 'coAuthors' | 'trailers'>

/**
 * A commit without the trailers (`Co-authored-by`, `Signed-off-by` and so on) that name one of these addresses (in lower
 * case), in its message as well. The same object where there are none.
 */
export const withoutAddresses = <Commit extends Trailed>(commit: Commit, addresses: ReadonlySet<string>): Commit => {
  const { body, coAuthors, trailers } = commit
  if (!body && !coAuthors && !trailers) return commit
  const names = (text: unknown) => {
    if (typeof text !== 'string') return false
    const lower = text.toLowerCase()
    return [...addressesIn(lower)].some((address) => addresses.has(address))
  }
  const lines = body?.split('\n')
  const keptLines = lines?.filter((line) => !(trailerLine.test(line) && names(line)))
  const keptCoAuthors = coAuthors?.filter((coAuthor) => !names(coAuthor))
  const pairs = Array.isArray(trailers) ? trailers : undefined
  const keptTrailers = pairs?.filter((pair) => !(Array.isArray(pair) && names(pair[1])))
  if (
    keptLines?.length === lines?.length &&
    keptCoAuthors?.length === coAuthors?.length &&
    keptTrailers?.length === pairs?.length
  )
    return commit
  const keptBody = keptLines?.join('\n').trim()
  const { body: _body, coAuthors: _coAuthors, trailers: _trailers, ...rest } = commit
  return {
    ...rest,
    ...(keptBody ? { body: keptBody } : {}),
    ...(keptCoAuthors && keptCoAuthors.length > 0 ? { coAuthors: keptCoAuthors } : {}),
    ...(keptTrailers ? (keptTrailers.length > 0 ? { trailers: keptTrailers } : {}) : trailers ? { trailers } : {}),
  } as unknown as Commit
}

const trailerLine = /^[ \t]*[A-Za-z0-9][A-Za-z0-9-]*[ \t]*:/

const addressesIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g)].map((match) => match[0]))
