import { canonicalModel } from './canonical-model.ts'
import type { PriceEntry, PriceTable } from './price-table.ts'

/** What one model costs in one stretch of time. Days are UTC. */
export interface ListedPrice {
  readonly model: string
  /** The first day; before the earliest of a model its prices hold, too. */
  readonly from: string
  /** The first day on which it does not hold any more; undefined: it holds still. */
  readonly until: string | undefined
  readonly entry: PriceEntry
  /** It comes from the file that was laid over the shipped prices. */
  readonly own: boolean
}

/** A table of prices model by model, and of each model from its first day on. */
export const listPrices = ({ prices, override }: PriceTable): ListedPrice[] => {
  const own = new Set(override?.prices)
  const byModel = Map.groupBy(
    prices.flatMap((entry) => entry.models.map((model) => ({ model: canonicalModel(model).name, entry }))),
    ({ model }) => model,
  )
  return [...byModel.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([model, priced]) => {
      const entries = priced.map(({ entry }) => entry).sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
      return entries.map((entry, index) => ({
        model,
        from: entry.from,
        until: entry.until ?? entries[index + 1]?.from,
        entry,
        own: own.has(entry),
      }))
    })
}
