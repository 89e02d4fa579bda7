import { Fragment, type ReactNode } from 'react'
import { useInstallation } from '../../shell/use-page.ts'
import { shortDay } from '../../ui/dates.ts'
import { count, plural } from '../../ui/format.ts'
import { CommitLink } from '../../ui/links.tsx'
import { type FollowedEdit, keptOf, type Told, toldOf } from './fates.ts'

/** What became of the lines of an edit, in a quiet line. */
export const Fate = ({ edit: { fate, repository } }: { readonly edit: FollowedEdit }) => {
  if (fate === null)
    return (
      <Quiet>
        {repository === null ? 'In no known repository: not followed.' : 'What became of it is not known yet.'}
      </Quiet>
    )
  const told = toldOf(fate)
  if (told.length === 0) return null
  const landings = told.filter(({ kind }) => kind === 'landed').length
  const kept = landings === 1 ? keptOf(fate) : undefined
  const one = told.length === 1
  return (
    <Quiet>
      {told.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts keep their order
        <Fragment key={index}>
          {index > 0 && '; '}
          <Part told={part} kept={kept} all={one} />
        </Fragment>
      ))}
    </Quiet>
  )
}

const Quiet = ({ children }: { readonly children: ReactNode }) => (
  <p className="border-t border-line bg-panel px-2 py-1 text-xs text-soft">{children}</p>
)

const Part = ({
  told,
  kept,
  all,
}: {
  readonly told: Told
  readonly kept: ReturnType<typeof keptOf>
  /** Whether nothing else is to be said of the edit. */
  readonly all: boolean
}) => {
  const some = all ? '' : `${plural(told.lines, 'line')} `
  switch (told.kind) {
    case 'landed':
      return (
        <>
          {some}landed in <Commit sha={told.by} at={told.at} />,{' '}
          {kept !== undefined
            ? `${there(kept.alive, kept.known)} after ${kept.days} days`
            : there(told.there, told.lines)}
        </>
      )
    case 'replaced':
      return (
        <>
          {some}
          {told.by === null ? 'gone since' : 'replaced by '}
          {told.by !== null && <Commit sha={told.by} at={told.at} />}
        </>
      )
    case 'committed':
      return (
        <>
          {some}committed in <Commit sha={told.by} />, not on the default branch
        </>
      )
    case 'not-known':
      return (
        <>
          {some}committed in <Commit sha={told.by} />, whether it landed is not known yet
        </>
      )
    case 'rewritten':
      return `${some}rewritten later in the session`
    case 'open':
      return `${some}not committed yet`
    case 'not-found':
      return `${some}never committed`
  }
}

const there = (alive: number, of: number): string =>
  alive === of
    ? `${of === 1 ? 'its line' : `all ${count(of)} lines`} still there`
    : `${count(alive)} of ${plural(of, 'line')} still there`

const Commit = ({ sha, at = null }: { readonly sha: string; readonly at?: string | null }) => {
  const { timezone } = useInstallation()
  return (
    <>
      <CommitLink sha={sha} className="font-mono">
        {sha.slice(0, 7)}
      </CommitLink>
      {at !== null && ` on ${shortDay(Date.parse(at), timezone)}`}
    </>
  )
}
