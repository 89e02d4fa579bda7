import { type ActivityItem, activity, activityDimensionsOf } from '../../../answers/activity.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { askedPeriod, option, rowLimit, wholeNumber } from '../../options.ts'
import { count, duration } from '../../output/figures.ts'
import { type TableColumn, table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const dimensionsOf = (by: OptionValues[string]) => activityDimensionsOf(option(by) ?? 'day')

export const check = ({ by, limit }: OptionValues): void => {
  dimensionsOf(by)
  wholeNumber(limit, 'limit')
}

/** What is asked for is the end of the list, so all of it is asked. */
const all = Number.MAX_SAFE_INTEGER - 1

const figure = (title: string, value: (row: ActivityItem) => string): TableColumn<ActivityItem> => ({
  title,
  value,
  align: 'right',
})

const figures = [
  figure('sessions', (row) => count(row.sessions)),
  figure('prompts', (row) => count(row.prompts)),
  figure('tool calls', (row) => count(row.toolCalls)),
  figure('failed', (row) => count(row.toolErrors)),
  figure('stopped', (row) => count(row.interruptions)),
  figure('refused', (row) => count(row.rejections)),
  figure('compacted', (row) => count(row.compactions)),
  figure('lines', (row) => `+${count(row.added)} -${count(row.removed)}`),
  figure('active', (row) => duration(row.activeMs)),
]

/** `maestro activity` */
export const run = async ({ terminal, options, withContext }: Invocation): Promise<void> => {
  const by = dimensionsOf(options.by)
  const limit = rowLimit(options.limit, terminal)
  await withContext(async (context) => {
    const { items: rows } = await activity.run(context, {
      ...askedPeriod(options),
      by: by.length === 0 ? 'total' : by.join(','),
      repo: option(options.in),
      person: option(options.person),
      team: option(options.team),
      project: option(options.project),
      agent: option(options.agent),
      limit: all,
    })
    const last = (most: number) => rows.slice(Math.max(0, rows.length - most))
    if (terminal.json) return terminal.value(options.limit === undefined ? rows : last(limit))
    if (rows.length === 0) return terminal.line('No activity in this period.')
    const shown = last(limit)
    terminal.line(
      table(
        shown,
        [
          ...by.map((key) => ({ title: key, value: (row: ActivityItem) => visibleLine(row[key] ?? ''), least: 12 })),
          ...figures,
        ],
        terminal.width,
        terminal.color.dim,
      ),
    )
    if (shown.length < rows.length)
      terminal.line(
        terminal.color.dim(
          `${count(rows.length - shown.length)} earlier rows left out; --limit ${rows.length} shows all.`,
        ),
      )
  })
}
