import type { Tokens } from '../play/agent-log.ts'

/** Token counts as Codex names them. */
export interface Totals {
  input_tokens: number
  cached_input_tokens: number
  output_tokens: number
  reasoning_output_tokens: number
  total_tokens: number
}

export const none: Totals = {
  input_tokens: 0,
  cached_input_tokens: 0,
  output_tokens: 0,
  reasoning_output_tokens: 0,
  total_tokens: 0,
}

/** What a message took. The cache is counted in pieces of 128. */
export const totalsOf = (tokens: Tokens): Totals => {
  const input = tokens.input + tokens.cacheWrite + tokens.cacheRead
  return {
    input_tokens: input,
    cached_input_tokens: Math.floor(tokens.cacheRead / 128) * 128,
    output_tokens: tokens.output,
    reasoning_output_tokens: Math.min(tokens.reasoning, tokens.output),
    total_tokens: input + tokens.output,
  }
}

export const addTotals = (left: Totals, right: Totals): Totals => ({
  input_tokens: left.input_tokens + right.input_tokens,
  cached_input_tokens: left.cached_input_tokens + right.cached_input_tokens,
  output_tokens: left.output_tokens + right.output_tokens,
  reasoning_output_tokens: left.reasoning_output_tokens + right.reasoning_output_tokens,
  total_tokens: left.total_tokens + right.total_tokens,
})
