import { costUsd } from '../../../../metrics/usage/cost-usd.ts'
import { cutSlots, slotMs } from '../../../../metrics/usage/derive-usage-slots.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { type UsageDimension, type UsageRow, usageBy, usageDimensions } from '../../../../store/questions/usage-by.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { rowLimit, wholeNumber } from '../../options.ts'
import { count, dollars } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

export const check = ({ by, limit }: OptionValues): void => {
  dimensionsOf(by)
  wholeNumber(limit, 'limit')
}

/** `maestro usage` */
export const run = async ({ terminal, options, withContext }: Invocation): Promise<void> => {
  const by = dimensionsOf(options.by)
  const limit = rowLimit(options.limit, terminal)
  await withContext(async ({ client, period, pricer }) => {
    const rows = await usageBy(client, by, period, slotMs, await cutSlots(client, period, pricer))
    const last = (most: number) => rows.slice(Math.max(0, rows.length - most))
    if (terminal.json) return terminal.value((options.limit === undefined ? rows : last(limit)).map(jsonOf))
    if (rows.length === 0) return terminal.line('No usage in this period.')
    const shown = last(limit)
    terminal.line(
      table(
        shown,
        [
          ...by.map((key) => ({
            title: key,
            value: (row: UsageRow) => visibleLine(row.keys[key] ?? ''),
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
            value: (row) => dollars(costUsd(row), row.unpricedMessages + row.lowerBoundMessages > 0),
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

const dimensionsOf = (value: unknown): UsageDimension[] => {
  const names = String(value ?? 'day')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  const wrong = names.find((name) => !usageDimensions.includes(name as UsageDimension))
  if (wrong !== undefined || names.length === 0) {
    throw new MaestroError(
      'usage',
      `Usage cannot be grouped by "${wrong ?? value}".`,
      `Give one or more of ${usageDimensions.join(', ')}.`,
    )
  }
  return [...new Set(names)] as UsageDimension[]
}

const jsonOf = (row: UsageRow) => ({
  ...row.keys,
  inputTokens: row.inputTokens,
  cacheCreationTokens: row.cacheCreationTokens,
  cacheReadTokens: row.cacheReadTokens,
  outputTokens: row.outputTokens,
  reasoningTokens: row.reasoningTokens,
  costUsd: row.unpricedMessages > 0 ? null : costUsd(row),
  knownCostUsd: costUsd(row) ?? 0,
  messages: row.messages,
  unpricedMessages: row.unpricedMessages,
  lowerBoundMessages: row.lowerBoundMessages,
})
