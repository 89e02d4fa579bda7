import shipped from './prices.json' with { type: 'json' }

/**
 * What one kind of token costs, in US dollars per million, with at most six decimals. A cache price that is left out is
 * that of input: providers that name none bill those tokens as input.
 */
export interface TokenPrices {
  readonly input: number
  readonly output: number
  readonly cacheRead?: number
  readonly cacheWrite5m?: number
  readonly cacheWrite1h?: number
}

/** What the models of one entry cost in one stretch of time. Days are UTC. */
export interface PriceEntry extends TokenPrices {
  /**
   * Names without provider, region and date: `claude-opus-4-6`, `gpt-5.4`. How a logged model id is brought to this form
   * says `canonicalModel`.
   */
  readonly models: readonly string[]
  /** First day, as `2026-03-13`. The earliest entry of a model also holds before it. */
  readonly from: string
  /** First day on which it no longer holds; absent: until the model's next entry. */
  readonly until?: string
  /** Prices of the whole request where its input, cache included, has more tokens than `above`. */
  readonly longContext?: TokenPrices & { readonly above: number }
  /** US dollars per thousand server-side searches. */
  readonly webSearch?: number
  /** What token prices are multiplied with, by `speed` or `serviceTier` as logged: `fast`, `priority`, `batch`, `flex`. */
  readonly multipliers?: { readonly [mode: string]: number }
  /** Where the numbers come from: a URL. */
  readonly source?: string
}

/** Every entry in force. The order means nothing. */
export interface PriceTable {
  readonly prices: readonly PriceEntry[]
  /** The file that was laid over the shipped prices, and which of the entries are its own; absent without one. */
  readonly override?: { readonly file: string; readonly prices: readonly PriceEntry[] }
}

/** The table that ships with the program. Sources and dates: README.md. */
export const shippedPrices: PriceTable = shipped as PriceTable
