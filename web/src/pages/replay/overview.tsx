import { useMemo } from 'react'
import type { Answer } from '../../api/ask.ts'
import { Bar } from '../../charts/bar.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { count, duration, plural, short } from '../../ui/format.ts'
import { PullRequestLink } from '../../ui/links.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { useAbout } from './about.ts'
import { Checks } from './checks.tsx'
import { CommitName } from './commit-name.tsx'
import { Changed } from './diff.tsx'
import type { Line, Point } from './outline.ts'
import { overviewOf } from './overview.ts'
import { Go, Part } from './overview-part.tsx'
import { shortPath } from './paths.ts'
import { asMarkdown, resumeCommand } from './take-along.ts'
import { actedOn, told } from './words.ts'

/** What came of the session, and where its time went; each leads to its place. */
export const OverviewPane = ({
  session,
  lines,
  points,
  onGo,
}: {
  readonly session: Answer<'session'> | undefined
  readonly lines: readonly Line[]
  readonly points: readonly Point[]
  /** Goes to an event. */
  readonly onGo: (event: string) => void
}) => {
  const { workingDirectory, subagents } = useAbout()
  const overview = useMemo(() => overviewOf(lines, points), [lines, points])
  const { files, commits, pullRequests, kinds, slowest, compactions, mostContext, models } = overview
  const longest = kinds.reduce((max, { ms }) => Math.max(max, ms), 0)
  return (
    <div className="space-y-4 px-3 py-3 text-xs">
      <Part title={plural(files.length, 'file changed', 'files changed')} none="No file was changed." items={files}>
        {({ path, edits, added, removed, first }) => (
          <Go key={path} onGo={() => onGo(first)}>
            <PathName path={shortPath(path, workingDirectory)} />
            <span className="shrink-0">
              {edits > 1 && <span className="text-soft">{count(edits)}× </span>}
              <Changed added={added} removed={removed} />
            </span>
          </Go>
        )}
      </Part>
      {session?.agent !== undefined && <Checks session={session.id} onGo={onGo} />}
      {commits.length + pullRequests.length > 0 && (
        <Part title="Committed" items={[...commits, ...pullRequests]}>
          {(line) => (
            <li key={line.id} className="py-0.5 wrap-anywhere">
              {line.kind === 'commit' ? (
                <>
                  <CommitName line={line} /> {visibleLine(line.subject)}
                </>
              ) : (
                <PullRequestLink repository={String(line.details.repository)} number={Number(line.details.number)}>
                  {visibleLine(told(line))}
                </PullRequestLink>
              )}
            </li>
          )}
        </Part>
      )}
      <Part title="Where the time of its tools went" none="No tool was called." items={kinds}>
        {({ name, calls, failed, ms }) => (
          <li key={name} className="grid grid-cols-[1fr_auto] gap-x-2 py-0.5">
            <span className="min-w-0 truncate">
              {visibleLine(name)} <span className="text-soft">{count(calls)}×</span>
              {failed > 0 && <span className="text-now"> {count(failed)} failed</span>}
            </span>
            <span className="text-soft">{ms >= 1000 ? duration(ms) : ''}</span>
            <span className="col-span-2 h-1.5 overflow-hidden">
              <Bar value={ms} most={longest} />
            </span>
          </li>
        )}
      </Part>
      {slowest.length > 0 && (
        <Part title="What took longest" items={slowest}>
          {(call) => (
            <Go key={call.id} onGo={() => onGo(call.id)}>
              <span className="min-w-0 flex-1 truncate font-mono text-[0.82rem]">
                {visibleLine(actedOn(call, workingDirectory))}
              </span>
              <span className="shrink-0 text-soft">{duration(call.durationMs!)}</span>
            </Go>
          )}
        </Part>
      )}
      {overview.subagents.length > 0 && (
        <Part title={plural(overview.subagents.length, 'subagent')} items={overview.subagents}>
          {(call) => (
            <Go key={call.id} onGo={() => onGo(call.id)}>
              <span className="min-w-0 flex-1 truncate">{visibleLine(actedOn(call, workingDirectory))}</span>
              <span className="shrink-0 text-soft">{subagents.get(call.subagent!)?.toolCalls ?? ''}</span>
            </Go>
          )}
        </Part>
      )}
      <Part title="Context" items={[0]}>
        {() => (
          <li key="context" className="text-soft">
            {mostContext > 0 ? `At most ${short(mostContext)} tokens` : 'Nothing tells how full it was'}
            {compactions > 0 && `, ${plural(compactions, 'compaction')}`}.{' '}
            {models.length > 0 && `${models.map(visibleLine).join(', ')}.`}
          </li>
        )}
      </Part>
      {session?.agent !== undefined && (
        <Part title="Take it along" items={[0]}>
          {() => (
            <li key="copy" className="-ml-1.5 flex flex-wrap">
              <CopyButton text={session.id} label="Copy its id" />
              <CopyButton text={resumeCommand(session)} label="Copy the command that resumes it" />
              <CopyButton text={() => asMarkdown(session)} label="Copy it as Markdown" />
            </li>
          )}
        </Part>
      )}
    </div>
  )
}

/** The name of a file, and below it the folder: a long path must not hide the name. */
const PathName = ({ path }: { readonly path: string }) => {
  const cut = path.lastIndexOf('/') + 1
  return (
    <span className="min-w-0 flex-1" title={visibleLine(path)}>
      <span className="block wrap-anywhere">{visibleLine(path.slice(cut))}</span>
      {cut > 1 && <span className="block truncate text-[0.8rem] text-soft">{visibleLine(path.slice(0, cut - 1))}</span>}
    </span>
  )
}
