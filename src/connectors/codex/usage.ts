import { type JsonObject, objectAt, tokensAt } from '../jsonl/index.ts'
import type { Here } from './here.ts'
import type { Totals } from './state.ts'

const totalsIn = (value: JsonObject | undefined): Totals | undefined => {
  if (value === undefined) return undefined
  const input = tokensAt(value, 'input_tokens')
  const output = tokensAt(value, 'output_tokens')
  const cached = Math.max(tokensAt(value, 'cached_input_tokens'), tokensAt(value, 'cache_read_input_tokens'))
  return [
    input,
    Math.min(cached, input),
    tokensAt(value, 'cache_write_input_tokens'),
    output,
    tokensAt(value, 'reasoning_output_tokens'),
    tokensAt(value, 'total_tokens') || input + output,
  ]
}

const minus = (now: Totals, before: Totals | undefined): Totals =>
  now.map((count, index) => Math.max(0, count - (before?.[index] ?? 0))) as Totals

const same = (left: Totals | undefined, right: Totals | undefined): boolean =>
  left !== undefined && right !== undefined && left.every((count, index) => count === right[index])

/** Notes the total of a line that was copied, so that what follows counts from there. */
export const noteTotals = (payload: JsonObject, here: Here) => {
  const total = totalsIn(objectAt(objectAt(payload, 'info'), 'total_token_usage'))
  if (total) here.state.totals = total
}

/**
 * `token_count`: the tokens of the last message, and the session's total so far. The same total is often sent twice;
 * only one that changed stands for a message.
 */
export const tokenCount = (payload: JsonObject, here: Here) => {
  const { state, tally } = here
  const info = objectAt(payload, 'info')
  const total = totalsIn(objectAt(info, 'total_token_usage'))
  const last = totalsIn(objectAt(info, 'last_token_usage'))
  const before = state.totals
  if (total) state.totals = total
  if (total === undefined && last === undefined) return tally.skipped('token_count without tokens')
  if (same(total, before)) return tally.skipped('token_count repeated')
  const inherited = before === undefined && total && last && !same(total, last) && !state.active
  if (inherited) return tally.skipped('token_count inherited')
  const spent = last ?? minus(total!, before)
  const [input, cached, written, output, reasoning, sum] = spent
  if (input + output === 0) return tally.skipped('token_count without tokens')
  state.context = sum
  const apart = sum >= input + written + output && written > 0
  const position = here.next()
  here.emit({
    kind: 'usage',
    id: `${here.session}#${total ? total.join('.') : `@${position}`}`,
    session: here.session,
    at: here.at,
    position,
    model: state.model,
    inputTokens: Math.max(0, input - cached - (apart ? 0 : written)),
    cacheCreation5mTokens: written,
    cacheCreation1hTokens: 0,
    cacheReadTokens: cached,
    outputTokens: output,
    reasoningTokens: reasoning,
    serviceTier: state.serviceTier,
    sidechain: state.header?.parent !== undefined,
    lowerBound: false,
  })
}
