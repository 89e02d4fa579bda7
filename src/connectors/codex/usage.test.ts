import { describe, expect, it } from 'vitest'
import type { AnyRecord } from '../../model/records/index.ts'
import { event, fixtureSources, item, ofKind, parseLines, readFixture, readSource, sessions } from './testing.ts'

type Counts = [input: number, cached: number, output: number]

const usageOf = ([input, cached, output]: Counts, more: object = {}) => ({
  input_tokens: input,
  cached_input_tokens: cached,
  output_tokens: output,
  reasoning_output_tokens: 0,
  total_tokens: input + output,
  ...more,
})

const tokens = (total: Counts | undefined, last: Counts | undefined) =>
  event('token_count', {
    info: { total_token_usage: total && usageOf(total), last_token_usage: last && usageOf(last) },
  })

const counted = (records: readonly AnyRecord[]) =>
  ofKind(records, 'usage').map((usage) => [usage.inputTokens, usage.cacheReadTokens, usage.outputTokens])

describe('tokens', () => {
  it('count once, when the total changes', async () => {
    const { records, skipped } = await readFixture(sessions.legacy)
    expect(counted(records)).toEqual([
      [600, 400, 50],
      [600, 900, 70],
      [500, 1000, 80],
    ])
    expect(skipped['token_count repeated']).toBe(1)
  })

  it('are the difference of totals where the last message is not told', () => {
    expect(counted(parseLines([tokens([100, 10, 5], undefined), tokens([300, 60, 9], undefined)]))).toEqual([
      [90, 10, 5],
      [150, 50, 4],
    ])
  })

  it('start above zero in a log that carries on, which counts the last message only', () => {
    const answer = item('message', { role: 'assistant', content: [{ type: 'output_text', text: 'a' }] })
    const header = { forked_from_id: 'p', history_base: { thread_id: 'p', end_ordinal_exclusive: 0 } }
    const lines = [tokens([900, 0, 90], [100, 0, 9]), answer, tokens([950, 0, 95], [50, 0, 5])]
    expect(counted(parseLines(lines, header))).toEqual([[50, 0, 5]])
  })

  it('count written cache apart, whether or not it is part of the input', () => {
    const read = (sum: number) => {
      const usage = usageOf([100, 20, 10], { cache_write_input_tokens: 30, total_tokens: sum })
      const [record] = ofKind(
        parseLines([event('token_count', { info: { total_token_usage: usage, last_token_usage: usage } })]),
        'usage',
      )
      return [record?.inputTokens, record?.cacheCreation5mTokens, record?.cacheReadTokens]
    }
    expect(read(110)).toEqual([50, 30, 20])
    expect(read(140)).toEqual([80, 30, 20])
  })

  it('have the model of the turn, and none where the log does not say', () => {
    const lines = [
      tokens([10, 0, 1], [10, 0, 1]),
      { type: 'turn_context', payload: { model: 'gpt-5.5' } },
      tokens([20, 0, 2], [10, 0, 1]),
    ]
    expect(ofKind(parseLines(lines), 'usage').map(({ model }) => model)).toEqual([undefined, 'gpt-5.5'])
  })

  it('of forks and subagents leave out the history that they copied: as ccusage counts the same logs', async () => {
    const sums: Record<string, number[]> = {}
    for (const source of await fixtureSources()) {
      for (const usage of ofKind((await readSource(source)).records, 'usage')) {
        const day = `${new Date(usage.at).toISOString().slice(0, 10)} ${usage.model}`
        sums[day] ??= [0, 0, 0, 0]
        const sum = sums[day]
        const counts = [usage.inputTokens, usage.cacheReadTokens, usage.outputTokens, usage.reasoningTokens]
        counts.forEach((count, index) => {
          sum[index]! += count
        })
      }
    }
    expect(sums).toEqual({
      '2025-12-19 gpt-5.2-codex': [800, 100, 30, 5],
      '2026-05-04 gpt-5.4': [1700, 2300, 200, 40],
      '2026-05-04 gpt-5.5': [1000, 1000, 60, 10],
      '2026-05-04 gpt-5.5-mini': [200, 500, 40, 5],
      '2026-08-22 gpt-5.6-sol': [5000, 0, 40, 0],
    })
  })
})
