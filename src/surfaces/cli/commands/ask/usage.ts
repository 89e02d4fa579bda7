import { type UsageItem, usage, usageDimensionsOf } from '../../../answers/usage.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { askedPeriod, option, rowLimit, wholeNumber } from '../../options.ts'
import { count, dollars } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const dimensionsOf = (by: OptionValues[string]) => usageDimensionsOf(option(by) ?? 'day')

export const check = ({ by, limit }: OptionValues): void => {
  dimensionsOf(by)
  wholeNumber(limit, 'limit')
}

/** What is asked for is the end of the list, so all of it is asked. */
const all = Number.MAX_SAFE_INTEGER - 1

const costOf = ({ messages, unpricedMessages, knownCostUsd }: UsageItem): number | null =>
  messages > 0 && unpricedMessages === messages ? null : knownCostUsd

/** `maestro usage` */
export const run = async ({ terminal, options, withContext }: Invocation): Promise<void> => {
  const by = dimensionsOf(options.by)
  const limit = rowLimit(options.limit, terminal)
  await withContext(async (context) => {
    const { items: rows } = await usage.run(context, {
      ...askedPeriod(options),
      by: by.join(','),
      repo: option(options.in),
      person: option(options.person),
      team: option(options.team),
      project: option(options.project),
      agent: option(options.agent),
      limit: all,
    })
    const last = (most: number) => rows.slice(Math.max(0, rows.length - most))
    if (terminal.json) return terminal.value(options.limit === undefined ? rows : last(limit))
    if (rows.length === 0) return terminal.line('No usage in this period.')
    const shown = last(limit)
    terminal.line(
      table(
        shown,
        [
          ...by.map((key) => ({
            title: key,
            value: (row: UsageItem) => visibleLine(row[key] ?? ''),
            least: 12,
          })),
          { title: 'input', value: (row) => count(row.inputTokens), align: 'right' },
          { title: 'cache write', value: (row) => count(row.cacheCreationTokens), align: 'right' },
          { title: 'cache read', value: (row) => count(row.cacheReadTokens), align: 'right' },
          {
            title: 'output',
            value: (row) => (row.lowerBoundMessages > 0 ? `≥ ${count(row.outputTokens)}` : count(row.outputTokens)),
            align: 'right',
          },
          {
            title: 'cost',
            value: (row) => dollars(costOf(row), row.unpricedMessages + row.lowerBoundMessages > 0),
            align: 'right',
          },
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
    if (shown.some((row) => row.lowerBoundMessages > 0)) {
      terminal.line(
        terminal.color.dim('≥: the agent version is known to log less output than there was, or a price is unknown.'),
      )
    }
  })
}
