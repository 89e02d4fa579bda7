export { loadPrices } from './load-prices.ts'
export { createPricer, type Pricer } from './pricer.ts'
