import type { ClientBase } from 'pg'
import type { Period } from './period.ts'
import { type Bind, type Scope, sessionScope } from './scope-sql.ts'
import { slotDimensions, wholeSlots } from './slots.ts'

/** What usage can be grouped by: the SQL of each key. `$1` is the time zone. */
const dimensions = {
  agent: slotDimensions.agent,
  model: 'part.model',
  day: slotDimensions.day,
  week: slotDimensions.week,
  month: slotDimensions.month,
  session: `coalesce((select log_id from session where session.org = 1 and session.id = place.root), part.session)`,
  repo: slotDimensions.repo,
  person: slotDimensions.person,
} as const

export type UsageDimension = keyof typeof dimensions

export const usageDimensions = Object.keys(dimensions) as UsageDimension[]

/** Tokens and cost of one group. `cost` is in 1e-12 USD, of the messages whose price is known. */
export interface UsageRow {
  readonly keys: Readonly<Partial<Record<UsageDimension, string>>>
  readonly messages: number
  readonly inputTokens: number
  readonly cacheCreationTokens: number
  readonly cacheReadTokens: number
  readonly outputTokens: number
  readonly reasoningTokens: number
  readonly cost: number
  readonly unpricedMessages: number
  readonly lowerBoundMessages: number
}

/** The part of a slot that a period cuts through, summed like a slot. */
export interface SlotPart {
  readonly slot: string
  readonly session: string
  readonly model: string
  readonly messages: number
  readonly input_tokens: number
  readonly cache_creation_tokens: number
  readonly cache_read_tokens: number
  readonly output_tokens: number
  readonly reasoning_tokens: number
  readonly cost: number
  readonly unpriced_messages: number
  readonly lower_bound_messages: number
}

export interface UsageFilter extends Scope {
  readonly agent?: string | undefined
  /** Only what comes after the row with these keys. */
  readonly after?: readonly string[] | undefined
  readonly limit?: number | undefined
}

const sums = [
  'messages',
  'input_tokens',
  'cache_creation_tokens',
  'cache_read_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cost',
  'unpriced_messages',
  'lower_bound_messages',
] as const

/** Usage of a period, grouped. `parts` are the slots that its ends cut through. Rows are ordered by their keys. */
export const usageBy = async (
  client: ClientBase,
  by: readonly UsageDimension[],
  period: Period,
  parts: readonly SlotPart[] = [],
  filter: UsageFilter = {},
): Promise<UsageRow[]> => {
  const { from, to } = wholeSlots(period)
  const { agent, after, limit } = filter
  const values: unknown[] = [period.timezone, from, to, JSON.stringify(parts)]
  const bind: Bind = (value) => `$${values.push(value)}`
  const scope = sessionScope(filter, bind)
  const placed =
    scope.length > 0 ||
    by.some((dimension) => dimension === 'session' || dimension === 'repo' || dimension === 'person')
  const keys = by.map((dimension, index) => `${dimensions[dimension]} as key${index}`)
  const names = by.map((_, index) => `key${index}`).join(', ')
  const conditions = ['$1::text is not null', ...scope]
  if (agent !== undefined) conditions.push(`split_part(part.session, ':', 1) = ${bind(agent)}`)
  const { rows } = await client.query<Record<string, never>>(
    `select * from (
       select ${[...keys, ...sums.map((column) => `sum(part.${column}) as ${column}`)].join(', ')}
       from (
         select slot, session, model, ${sums.join(', ')} from usage_slot
         where org = 1 and ($2::timestamptz is null or slot >= $2) and ($3::timestamptz is null or slot < $3)
         union all
         select slot, session, model, ${sums.join(', ')} from jsonb_to_recordset($4) as cut (
           slot timestamptz, session text, model text, ${sums.map((column) => `${column} bigint`).join(', ')})
       ) part
       ${placed ? 'left join session_place place on place.org = 1 and place.session = part.session' : ''}
       where ${conditions.join(' and ')}
       ${by.length > 0 ? `group by ${by.map((_, index) => index + 1).join(', ')}` : 'having count(*) > 0'}
     ) grouped
     ${after ? `where (${names}) > (${after.map(bind).join(', ')})` : ''}
     ${by.length > 0 ? `order by ${names}` : ''} ${limit === undefined ? '' : `limit ${bind(limit)}`}`,
    values,
  )
  return rows.map((row) => ({
    keys: Object.fromEntries(by.map((dimension, index) => [dimension, row[`key${index}`]])),
    messages: row.messages!,
    inputTokens: row.input_tokens!,
    cacheCreationTokens: row.cache_creation_tokens!,
    cacheReadTokens: row.cache_read_tokens!,
    outputTokens: row.output_tokens!,
    reasoningTokens: row.reasoning_tokens!,
    cost: row.cost!,
    unpricedMessages: row.unpriced_messages!,
    lowerBoundMessages: row.lower_bound_messages!,
  }))
}
