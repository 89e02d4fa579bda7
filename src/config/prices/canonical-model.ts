/** A model id as the price table names it. */
export interface CanonicalModel {
  /** Lower case, without provider, region, version and date; dots are dashes: `claude-opus-4-5`, `gpt-5-4`. */
  readonly name: string
  /** Whether the id itself says fast mode: `claude-opus-5-fast`. */
  readonly fast: boolean
}

/**
 * Brings a model id as logged to the name that the price table uses. Only what says nothing about the price is taken
 * off: `us.anthropic.claude-opus-4-5-20251101-v1:0` (Bedrock), `claude-opus-4-5@20251101` (Vertex),
 * `openrouter/anthropic/claude-opus-4.5`, `claude-opus-4-6[1m]`, `gpt-5.4-2026-03-05`, `gpt-5-chat-latest`.
 */
export const canonicalModel = (id: string): CanonicalModel => {
  const name = id
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/^(?:[a-z-]+\.)?(?:anthropic|openai|google)\./, '')
    .replace(/\[1m\]$/, '')
    .replace(/-v\d+(?::\d+)?$/, '')
    .replace(/@(?:default|latest)$/, '')
    .replace('@', '-')
    .replace(/-latest$/, '')
    .replace(/-(?:\d{8}|\d{4}-\d{2}-\d{2})(?=$|-fast$)/, '')
    .replaceAll('.', '-')
  return name.endsWith('-fast') ? { name: name.slice(0, -'-fast'.length), fast: true } : { name, fast: false }
}
