/** Of what stands at one place of a session the earlier kind comes first. */
export const outlineKinds = ['turn', 'message', 'toolCall', 'event', 'commit', 'context'] as const

export type OutlineKind = (typeof outlineKinds)[number]

/** Sums of what logs claim may be larger than a number can be. */
const most = Number.MAX_SAFE_INTEGER

/** Where entries of a kind lie, and what one line of them needs. */
export const outlineTables: Record<OutlineKind, { readonly name: string; readonly columns: string }> = {
  turn: {
    name: 'turn',
    columns: 'origin, human, left(text, 400) as text, left(command, 200) as command, mode, images',
  },
  message: { name: 'message', columns: 'form, model' },
  toolCall: {
    name: 'tool_call',
    columns: 'left(tool, 200) as tool, action, left(target, 400) as target',
  },
  event: { name: 'session_event', columns: 'type, details' },
  commit: {
    name: 'printed_commit',
    columns: 'sha, left(branch, 200) as branch, left(subject, 400) as subject',
  },
  context: {
    name: 'usage',
    columns: `model, output_tokens as "outputTokens", input_tokens as "inputTokens",
      cache_creation5m_tokens as "cacheCreation5mTokens", cache_creation1h_tokens as "cacheCreation1hTokens",
      cache_read_tokens as "cacheReadTokens", web_searches as "webSearches", speed, service_tier as "serviceTier",
      lower_bound as "lowerBound",
      least(input_tokens::numeric + cache_read_tokens + cache_creation5m_tokens + cache_creation1h_tokens, ${most})::bigint
        as "contextTokens"`,
  },
}
