import type { ClientBase } from 'pg'
import { tellChanges } from '../../store/changes.ts'
import { locks } from '../../store/locks.ts'
import { inTransaction } from '../../store/transaction.ts'
import { isCounted } from '../commits/counted-path.ts'
import { fateKind } from '../commits/mark-edits.ts'
import { foundLines } from './committed-lines.ts'
import { fatesOf } from './fate-of-lines.ts'
import { type EditedFileGroup, filesEditedWith } from './files-edited.ts'
import { linesWritten } from './session-file.ts'
import { type FateRow, writeFates } from './write-fates.ts'

/** So many marks are looked at, and so many edits of their sessions worked on, in one transaction. */
const manyMarks = 200
const manyEdits = 5_000

/** What was looked at, for tests that count work. */
export interface FateWork {
  /** Edits that were marked. */
  readonly marked: number
  /** Edits whose lines were read: those that were marked, with all others that their session made to the same files. */
  readonly edits: number
}

/**
 * Works out what became of the lines of every marked edit. Built on links and the line ledger, as far as these have
 * come: what they come to know later marks edits again.
 */
export const deriveFates = async (client: ClientBase): Promise<FateWork> => {
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from dirty where org = 1 and kind = $1) as any',
    [fateKind],
  )
  if (!rows[0]!.any) return { marked: 0, edits: 0 }
  await client.query('select pg_advisory_lock($1)', [locks.ledger])
  try {
    const work = { marked: 0, edits: 0 }
    for (;;) {
      const some = await inTransaction(client, () => deriveSome(client))
      if (some === undefined) return work
      work.marked += some.marked
      work.edits += some.edits
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.ledger]).catch(() => {})
  }
}

/** Works out some; undefined where nothing is marked any more. */
const deriveSome = async (client: ClientBase): Promise<FateWork | undefined> => {
  const marked = await takeMarks(client)
  if (marked === undefined) return undefined
  const groups = await filesEditedWith(client, marked)
  const edits = groups.flatMap((group) => group.edits.map(({ edit }) => edit))
  const found = await foundLines(client, edits)
  const rows = groups.flatMap((group) => rowsOf(group, found))
  await writeFates(client, [...new Set([...marked, ...edits])], rows)
  await tellChanges(client, [{ kind: 'session', keys: [...new Set(groups.map(({ root }) => root))] }])
  return { marked: marked.length, edits: edits.length }
}

/**
 * Takes all marks of some sessions, so that each is looked through once. Before anything is read: who marks an edit again
 * waits for this transaction, and what it marked for is seen by the next one.
 */
const takeMarks = async (client: ClientBase): Promise<string[] | undefined> => {
  const { rows } = await client.query<{ key: string; root: string | null }>(
    `select marked.key, file.root
     from (select key from dirty where org = 1 and kind = $1 order by key limit ${manyMarks}) marked
     left join edited_file file on file.org = 1 and file.edit = marked.key`,
    [fateKind],
  )
  if (rows.length === 0) return undefined
  const { rows: sizes } = await client.query<{ root: string; edits: number }>(
    'select root, count(*) as edits from edited_file where org = 1 and root = any($1) group by root order by root',
    [rows.flatMap(({ root }) => root ?? [])],
  )
  let edits = 0
  const roots = sizes.filter(({ edits: more }, index) => {
    edits += more
    return index === 0 || edits <= manyEdits
  })
  const { rows: taken } = await client.query<{ key: string }>(
    `delete from dirty where org = 1 and kind = $1
     and (key = any($2) or key in (select edit from edited_file where org = 1 and root = any($3)))
     returning key`,
    [fateKind, rows.flatMap(({ key, root }) => (root === null ? [key] : [])), roots.map(({ root }) => root)],
  )
  return taken.map(({ key }) => key)
}

const rowsOf = (
  { root, repository, edits }: EditedFileGroup,
  found: Awaited<ReturnType<typeof foundLines>>,
): FateRow[] => {
  const times = new Map(edits.map(({ edit, at }) => [edit, at]))
  const counted = edits.filter(({ inside, path }) => inside && isCounted(path))
  const own = new Map(counted.flatMap(({ edit }) => (found.has(edit) ? [[edit, found.get(edit)!] as const] : [])))
  return fatesOf(linesWritten(counted), own).map((fate) => ({
    root,
    repository,
    editedAt: times.get(fate.edit)!,
    fate,
  }))
}
