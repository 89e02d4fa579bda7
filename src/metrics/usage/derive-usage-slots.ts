import type { ClientBase } from 'pg'
import type { Pricer } from '../../config/prices/index.ts'
import { endOf, type Period } from '../../store/questions/period.ts'
import { cutThrough, slotMs } from '../../store/questions/slots.ts'
import type { SlotPart } from '../../store/questions/usage-by.ts'
import { copyRows } from '../../store/write/copy-rows.ts'
import { messageCost } from './message-cost.ts'

/** The name under which tokens of a model that the log does not name are summed. */
const unknownModel = 'unknown'

interface UsageRow {
  readonly session: string
  readonly at: Date
  readonly agent: string
  readonly model: string | null
  readonly input_tokens: number
  readonly cache_creation5m_tokens: number
  readonly cache_creation1h_tokens: number
  readonly cache_read_tokens: number
  readonly output_tokens: number
  readonly reasoning_tokens: number
  readonly web_searches: number | null
  readonly speed: string | null
  readonly service_tier: string | null
  readonly lower_bound: boolean
}

const usageColumns = `usage.session, usage.at, split_part(usage.session, ':', 1) as agent, model, input_tokens,
  cache_creation5m_tokens, cache_creation1h_tokens, cache_read_tokens, output_tokens, reasoning_tokens,
  web_searches, speed, service_tier, lower_bound`

const noTokens = {
  messages: 0,
  input_tokens: 0,
  cache_creation_tokens: 0,
  cache_read_tokens: 0,
  output_tokens: 0,
  reasoning_tokens: 0,
  cost: 0,
  unpriced_messages: 0,
  lower_bound_messages: 0,
}

/** Sums messages by quarter of an hour, session and model. */
const sumSlots = (rows: readonly UsageRow[], pricer: Pricer): SlotPart[] => {
  const slots = new Map<string, { -readonly [K in keyof SlotPart]: SlotPart[K] }>()
  for (const row of rows) {
    const at = row.at.getTime()
    const model = row.model === null ? unknownModel : row.speed === 'fast' ? `${row.model}-fast` : row.model
    const start = at - (at % slotMs)
    const key = `${start} ${row.session} ${model}`
    let slot = slots.get(key)
    if (!slot) {
      slot = { slot: new Date(start).toISOString(), session: row.session, model, ...noTokens }
      slots.set(key, slot)
    }
    const cost = priceOf(row, at, pricer)
    slot.messages++
    slot.input_tokens += row.input_tokens
    slot.cache_creation_tokens += row.cache_creation5m_tokens + row.cache_creation1h_tokens
    slot.cache_read_tokens += row.cache_read_tokens
    slot.output_tokens += row.output_tokens
    slot.reasoning_tokens += row.reasoning_tokens
    slot.cost = Math.min(slot.cost + (cost ?? 0), Number.MAX_SAFE_INTEGER)
    if (cost === null) slot.unpriced_messages++
    if (row.lower_bound) slot.lower_bound_messages++
  }
  return [...slots.values()]
}

const columns = ['slot', 'session', 'model', ...Object.keys(noTokens)] as (keyof SlotPart)[]

/** Sums the tokens and the cost of sessions by quarter of an hour and model. */
export const deriveUsageSlots = async (
  client: ClientBase,
  sessions: readonly string[],
  pricer: Pricer,
): Promise<void> => {
  const { rows } = await client.query<UsageRow>(
    `select ${usageColumns} from usage where org = 1 and session = any($1)`,
    [sessions],
  )
  await client.query('delete from usage_slot where org = 1 and session = any($1)', [sessions])
  const slots = sumSlots(rows, pricer)
  await copyRows(
    client,
    'usage_slot',
    columns,
    slots.map((slot) => columns.map((column) => slot[column])),
  )
}

/** The parts of slots that the ends of a period cut through: what of them lies in the period. */
export const cutSlots = async (client: ClientBase, period: Period, pricer: Pricer): Promise<SlotPart[]> => {
  const end = endOf(period)
  const cuts = cutThrough(period)
  if (cuts.length === 0) return []
  const { rows } = await client.query<UsageRow>(
    `select ${usageColumns} from usage
     join unnest($1::timestamptz[]) as cut (slot)
       on usage.at >= cut.slot and usage.at < cut.slot + interval '15 minutes'
     where usage.org = 1 and ($2::timestamptz is null or usage.at >= $2) and ($3::timestamptz is null or usage.at < $3)`,
    [cuts, period.since === undefined ? null : new Date(period.since), end === undefined ? null : new Date(end)],
  )
  return sumSlots(rows, pricer)
}

/** The parts of slots that only the `asOf` of a period cuts through: what of them was known then. */
export const knownSlotParts = async (
  client: ClientBase,
  { timezone, asOf }: Period,
  pricer: Pricer,
): Promise<SlotPart[]> => (asOf === undefined ? [] : cutSlots(client, { timezone, asOf }, pricer))

const priceOf = (row: UsageRow, at: number, pricer: Pricer): number | null =>
  messageCost(
    {
      agent: row.agent,
      model: row.model,
      at,
      inputTokens: row.input_tokens,
      cacheCreation5mTokens: row.cache_creation5m_tokens,
      cacheCreation1hTokens: row.cache_creation1h_tokens,
      cacheReadTokens: row.cache_read_tokens,
      outputTokens: row.output_tokens,
      webSearches: row.web_searches,
      speed: row.speed,
      serviceTier: row.service_tier,
    },
    pricer,
  )
