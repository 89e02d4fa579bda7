export { type ListedPrice, listPrices } from './list-prices.ts'
export { loadPrices } from './load-prices.ts'
export type { TokenPrices } from './price-table.ts'
export { createPricer, type Pricer } from './pricer.ts'
