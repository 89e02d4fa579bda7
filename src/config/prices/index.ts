export { type CanonicalModel, canonicalModel } from './canonical-model.ts'
export { loadPrices } from './load-prices.ts'
export { type PriceEntry, type PriceTable, shippedPrices, type TokenPrices } from './price-table.ts'
export { createPricer, type PricedUsage, type Pricer } from './pricer.ts'
