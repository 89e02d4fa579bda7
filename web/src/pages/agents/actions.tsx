import { Bar } from '../../charts/bar.tsx'
import { Figure } from '../../charts/figure.tsx'
import { count, plural } from '../../ui/format.ts'
import type { AgentsData } from './use-agents.ts'
import { actionNames, share } from './words.ts'

/** What tools were called for: a bar for each kind, a stroke for the period before. */
export const Actions = ({
  data: { actions, actionsBefore, period },
  isTable,
  onTable,
}: {
  readonly data: AgentsData
  readonly isTable: boolean
  readonly onTable: () => void
}) => {
  const called = actions.filter((row) => row.toolCalls > 0).toSorted((a, b) => b.toolCalls - a.toolCalls)
  const calls = called.reduce((sum, row) => sum + row.toolCalls, 0)
  const earlier = new Map(actionsBefore.map((row) => [row.action, row.toolCalls]))
  const most = Math.max(0, ...called.map((row) => row.toolCalls), ...earlier.values())
  const nameOf = (action: string | undefined) => actionNames[action ?? ''] ?? action ?? ''
  const than = period.before?.label
  return (
    <Figure
      title="What tools were called for"
      file="tool-calls-by-action"
      figures={{
        head: ['tools for', 'calls', 'share', 'failed', 'sessions', 'lines added', 'removed', ...(than ? [than] : [])],
        rows: called.map((row) => ({
          key: row.action!,
          cells: [
            nameOf(row.action),
            count(row.toolCalls),
            share(row.toolCalls, calls),
            count(row.toolErrors),
            count(row.sessions),
            count(row.added),
            count(row.removed),
            ...(than ? [count(earlier.get(row.action) ?? 0)] : []),
          ],
        })),
        columns: ['action', 'toolCalls', 'toolErrors', 'sessions', 'added', 'removed', 'toolCallsBefore'],
        values: called.map((row) => [
          row.action!,
          row.toolCalls,
          row.toolErrors,
          row.sessions,
          row.added,
          row.removed,
          than ? (earlier.get(row.action) ?? 0) : null,
        ]),
      }}
      isTable={isTable}
      onTable={onTable}
    >
      {called.length === 0 ? (
        <p className="text-soft">No tool was called in this period.</p>
      ) : (
        <>
          <ul className="max-w-[54rem]">
            {called.map((row) => (
              <li
                key={row.action}
                className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-1 md:grid-cols-[15rem_minmax(0,1fr)_16rem]"
              >
                <span className="truncate">{nameOf(row.action)}</span>
                <span className="order-last col-span-2 md:order-none md:col-span-1">
                  <Bar value={row.toolCalls} most={most} before={than ? (earlier.get(row.action) ?? 0) : undefined} />
                </span>
                <span>
                  <b className="font-semibold">{count(row.toolCalls)}</b>{' '}
                  <span className="text-xs text-soft">
                    {share(row.toolCalls, calls)}
                    {row.toolErrors > 0 && `, ${count(row.toolErrors)} failed`}
                  </span>
                </span>
              </li>
            ))}
          </ul>
          {than !== undefined && (
            <p className="mt-1 text-xs text-soft">
              Of {plural(calls, 'call')}. The stroke is {than}.
            </p>
          )}
        </>
      )}
    </Figure>
  )
}
