import { hash } from 'node:crypto'
import { canonicalModel } from './canonical-model.ts'
import type { PriceEntry, PriceTable, TokenPrices } from './price-table.ts'

/** What a cost is made of. A `usage` record is one. */
export interface PricedUsage {
  /** Which agent logged it; no price depends on it so far. */
  readonly agent?: string | undefined
  /** The model as logged. */
  readonly model?: string | undefined
  /** Milliseconds since 1970. */
  readonly at: number
  /** Input without cache. */
  readonly inputTokens: number
  readonly cacheCreation5mTokens: number
  readonly cacheCreation1hTokens: number
  readonly cacheReadTokens: number
  /** Output, reasoning included. */
  readonly outputTokens: number
  readonly webSearches?: number | undefined
  readonly speed?: string | undefined
  readonly serviceTier?: string | undefined
}

/** Tells what usage costs, by one table of prices. */
export interface Pricer {
  /**
   * The cost in pico-dollars (10^-12 US dollar), always whole: a price with six decimals per million tokens is a whole
   * number of pico-dollars per token. Null where it is not known: model, mode or search without a price, or no price at
   * that time. One message fits a number (9,007 dollars); sums of many do not: add them up as `bigint` or in SQL.
   */
  cost(usage: PricedUsage): number | null
  /** Changes when any cost may: a hash of the prices in force and of the rules here. Stored costs carry it. */
  readonly version: string
  /** The prices in force. */
  readonly table: PriceTable
}

/** Raised when the rules below change, so that stored costs are computed again. */
const rules = 1

const picoDollarsPerDollar = 1e12

/** Modes that cost what the list says. */
const ordinaryModes: ReadonlySet<string> = new Set(['standard', 'standard_only', 'default', 'auto'])

/** Whole pico-dollars per token. */
interface Rates {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite5m: number
  readonly cacheWrite1h: number
}

interface Period {
  readonly from: number
  readonly until: number
  readonly entry: PriceEntry
  readonly longAbove: number
  /** Per search; null: not known. */
  readonly search: number | null
  /** By mode, short and long requests; null: the mode has no price. Filled when first asked for. */
  readonly rates: Map<string, { readonly short: Rates; readonly long: Rates } | null>
}

interface Model {
  readonly fast: boolean
  /** In order of time. */
  readonly periods: readonly Period[]
}

/** Makes a pricer from a table of prices. Resolving a model is done once, so that a call costs tens of nanoseconds. */
export const createPricer = (table: PriceTable): Pricer => {
  const periods = periodsByName(table)
  const models = new Map<string, Model | null>()
  let version: string | undefined

  const modelOf = (id: string): Model | null => {
    const known = models.get(id)
    if (known !== undefined) return known
    const { name, fast } = canonicalModel(id)
    const found = periods.get(name)
    const model = found ? { fast, periods: found } : null
    models.set(id, model)
    return model
  }

  return {
    table,
    get version() {
      version ??= versionOf(table)
      return version
    },
    cost(usage) {
      if (usage.model === '<synthetic>') return 0
      const model = usage.model === undefined ? null : modelOf(usage.model)
      const period = model && periodAt(model.periods, usage.at)
      if (!model || !period) return null
      const rates = ratesOf(period, modeOf(usage, model.fast))
      if (!rates) return null
      const { inputTokens, cacheCreation5mTokens, cacheCreation1hTokens, cacheReadTokens, outputTokens } = usage
      const request = inputTokens + cacheCreation5mTokens + cacheCreation1hTokens + cacheReadTokens
      const rate = request > period.longAbove ? rates.long : rates.short
      const searches = usage.webSearches ?? 0
      if (searches > 0 && period.search === null) return null
      const cost =
        inputTokens * rate.input +
        cacheCreation5mTokens * rate.cacheWrite5m +
        cacheCreation1hTokens * rate.cacheWrite1h +
        cacheReadTokens * rate.cacheRead +
        outputTokens * rate.output +
        searches * (period.search ?? 0)
      return Number.isSafeInteger(cost) ? cost : null
    },
  }
}

const periodsByName = (table: PriceTable): Map<string, Period[]> => {
  const byName = new Map<string, PriceEntry[]>()
  for (const entry of table.prices) {
    for (const model of entry.models) {
      const { name } = canonicalModel(model)
      const entries = byName.get(name)
      if (entries) entries.push(entry)
      else byName.set(name, [entry])
    }
  }
  const periods = new Map<string, Period[]>()
  for (const [name, entries] of byName) {
    entries.sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
    periods.set(
      name,
      entries.map((entry, index) => ({
        from: index === 0 ? Number.NEGATIVE_INFINITY : Date.parse(entry.from),
        until: entry.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(entry.until),
        entry,
        longAbove: entry.longContext?.above ?? Number.POSITIVE_INFINITY,
        search: entry.webSearch === undefined ? null : whole((entry.webSearch / 1000) * picoDollarsPerDollar),
        rates: new Map(),
      })),
    )
  }
  return periods
}

const periodAt = (periods: readonly Period[], at: number): Period | null => {
  for (let index = periods.length - 1; index >= 0; index--) {
    const period = periods[index]!
    if (period.from <= at) return at < period.until ? period : null
  }
  return null
}

const modeOf = (usage: PricedUsage, fast: boolean): string => {
  if (fast) return 'fast'
  if (usage.speed !== undefined && !ordinaryModes.has(usage.speed)) return usage.speed
  return usage.serviceTier === undefined || ordinaryModes.has(usage.serviceTier) ? '' : usage.serviceTier
}

const ratesOf = (period: Period, mode: string) => {
  const known = period.rates.get(mode)
  if (known !== undefined) return known
  const multiplier = mode === '' ? 1 : period.entry.multipliers?.[mode]
  const rates =
    multiplier === undefined
      ? null
      : {
          short: perToken(period.entry, multiplier),
          long: perToken(period.entry.longContext ?? period.entry, multiplier),
        }
  period.rates.set(mode, rates)
  return rates
}

const perToken = (prices: TokenPrices, multiplier: number): Rates => {
  const rate = (price = prices.input) => whole((price / 1e6) * picoDollarsPerDollar * multiplier)
  return {
    input: rate(),
    output: rate(prices.output),
    cacheRead: rate(prices.cacheRead),
    cacheWrite5m: rate(prices.cacheWrite5m),
    cacheWrite1h: rate(prices.cacheWrite1h),
  }
}

/** Prices are decimal fractions, which a binary number only comes close to. */
const whole = (value: number): number => Math.round(value)

const versionOf = (table: PriceTable): string =>
  hash('sha256', JSON.stringify([rules, table.prices.map(({ source: _, ...entry }) => entry)])).slice(0, 16)
