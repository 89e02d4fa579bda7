import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useInstallation } from '../../shell/use-page.ts'
import { dayOf } from '../../ui/dates.ts'
import { plural } from '../../ui/format.ts'
import { CommitLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { When } from '../../ui/when.tsx'
import { Legend } from './legend.tsx'
import type { FileSearch } from './route.ts'
import type { Blamed } from './runs.ts'
import { summaryOf } from './told.ts'

/** Which file it is, as of when, and whose its lines are in figures. */
export const FileHead = ({
  repo,
  path,
  file,
  commit,
  on,
}: {
  readonly repo: string
  readonly path: string
  readonly file: Blamed | undefined
} & Pick<FileSearch, 'commit' | 'on'>) => {
  useEffect(() => {
    document.title = `${path} · Maestro`
  }, [path])
  const cut = path.lastIndexOf('/') + 1
  return (
    <header className="px-4 pb-2 md:px-10">
      <p className="text-xs text-soft">
        <Link to="/repositories/$id" params={{ id: repo }} className="evidence">
          {file === undefined ? 'The repository' : <Say text={file.repository} />}
        </Link>
      </p>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1
          tabIndex={-1}
          className="min-w-0 font-mono text-[1.15rem] leading-tight font-semibold wrap-anywhere outline-none"
        >
          <span className="font-normal text-soft">{path.slice(0, cut)}</span>
          {path.slice(cut)}
        </h1>
        <Moment file={file} commit={commit} on={on} />
      </div>
      {file !== undefined && <About file={file} />}
    </header>
  )
}

const About = ({ file }: { readonly file: Blamed }) => (
  <div className="mt-1">
    {file.lines.length === 0 ? (
      <p className="text-xs text-soft">The file has no lines.</p>
    ) : (
      <Legend summary={summaryOf(file)} />
    )}
    {!file.text && file.lines.length > 0 && (
      <p role="status" className="mt-1 text-xs font-medium">
        No clone on this machine has the text: these are the origins of its {plural(file.lines.length, 'line')} alone.
      </p>
    )}
    {!file.whole && <p className="mt-1 text-xs text-soft">More lines may follow, of which nothing is known.</p>}
  </div>
)

/** As of when: a day can be chosen; a commit comes by the address. */
const Moment = ({ file, commit, on }: { readonly file: Blamed | undefined } & Pick<FileSearch, 'commit' | 'on'>) => {
  const { timezone, today } = useInstallation()
  const navigate = useNavigate()
  const go = (next: Pick<FileSearch, 'commit' | 'on'>) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({
        ...before,
        commit: undefined,
        on: undefined,
        line: undefined,
        ...next,
      })) as never,
      resetScroll: false,
    })
  const committed = file && dayOf(Date.parse(file.committedAt), timezone)
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-xs">
      {file !== undefined && (
        <span className="text-soft">
          as of{' '}
          <CommitLink sha={file.commit} className="font-mono">
            {file.commit.slice(0, 8)}
          </CommitLink>
          , <When at={file.committedAt} />
        </span>
      )}
      <label className="flex items-baseline gap-1.5 text-soft">
        On
        <input
          type="date"
          max={today}
          value={on ?? (commit === undefined ? '' : (committed ?? ''))}
          onChange={({ target: { value } }) => value && go({ on: value })}
          className="rounded-md border border-line bg-paper px-2 py-0.5 text-ink"
        />
      </label>
      {(commit !== undefined || on !== undefined) && (
        <button type="button" onClick={() => go({})} className="evidence min-h-[24px] text-accent">
          Latest
        </button>
      )}
    </div>
  )
}
