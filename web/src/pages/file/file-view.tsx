import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useAnswer } from '../../api/hooks.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { usePanel } from '../../shell/use-panel.ts'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { FileHead } from './file-head.tsx'
import { Lines, type ShowLine } from './lines.tsx'
import { fileQuestion } from './questions.ts'
import { fileRoute } from './route.ts'
import { runAt, runsOf } from './runs.ts'
import { sourceOf } from './told.ts'
import { useChosenLines } from './use-chosen-lines.ts'

/** While a history is being walked over, it is looked again so often. */
const againMs = 3_000

/** A file of a repository at a commit or on a date. */
export const FileView = ({
  repo,
  path,
}: {
  readonly repo: string
  readonly path: { readonly asked: string; readonly shown: string }
}) => {
  const { commit, on, line } = fileRoute.useSearch()
  const query = useAnswer('blame', fileQuestion(repo, { path: path.asked, commit, on }))
  const { data: file, error, refetch } = query
  const isBusy = error instanceof ApiError && error.code === 'busy'
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(() => void refetch(), againMs)
    return () => clearInterval(timer)
  }, [isBusy, refetch])
  const runs = useMemo(() => (file === undefined ? [] : runsOf(file.lines)), [file])
  const { chosen, choose } = useChosenLines(line)
  const show = useRef<ShowLine>(undefined)
  const first = useRef(chosen?.from)
  const onReady = useCallback((ready: ShowLine) => {
    show.current = ready
    if (first.current !== undefined) ready(first.current - 1)
  }, [])
  const onChoose = useCallback(
    (at: number, extend: boolean) => {
      first.current = undefined
      choose(extend && chosen ? { from: Math.min(chosen.from, at + 1), to: Math.max(chosen.to, at + 1) } : only(at + 1))
    },
    [choose, chosen],
  )

  const navigate = useNavigate()
  const panel = usePanel()
  const here = chosen === undefined ? -1 : runAt(runs, chosen.from - 1)
  const goTo = (index: number): void => {
    const run = runs[Math.max(0, Math.min(runs.length - 1, index))]
    if (run === undefined) return
    first.current = undefined
    choose({ from: run.first + 1, to: run.first + run.count })
    show.current?.(run.first)
  }
  const source = file && runs[here] && sourceOf(file, runs[here])
  const openCommit = () => source?.origin && panel.open(`commit:${source.origin.commit}`)
  const open = () => {
    if (source?.writer.session == null) return openCommit()
    const { session, prompt } = source.writer
    const search = (prompt === null ? {} : { event: prompt.id }) as never
    return void navigate({ to: '/sessions/$id', params: { id: session }, search })
  }
  useKeys('File', [
    { keys: 'j', does: 'Next origin', run: () => goTo(here + 1) },
    { keys: 'k', does: 'Previous origin', run: () => goTo(here < 0 ? 0 : here - 1) },
    { keys: 'Enter', does: 'Open the session, else the commit', run: open },
    { keys: 'c', does: 'Open the commit', run: openCommit },
    ...(panel.panel === undefined
      ? [
          {
            keys: 'Escape',
            does: 'Back to the repository',
            run: () => void navigate({ to: '/repositories/$id', params: { id: repo } }),
          },
        ]
      : []),
  ])

  return (
    <>
      <FileHead repo={repo} path={path.shown} file={file} commit={commit} on={on} />
      {file === undefined && (
        <div className="px-4 md:px-10">
          {error ? (
            <Failed error={error} {...(isBusy ? {} : { onAgain: () => void refetch() })} />
          ) : (
            <Skeleton lines={16} />
          )}
        </div>
      )}
      {file !== undefined && file.lines.length > 0 && (
        <Lines file={file} runs={runs} chosen={chosen} onChoose={onChoose} onReady={onReady} />
      )}
    </>
  )
}

const only = (line: number) => ({ from: line, to: line })
