const names: readonly [folder: string, words: string][] = [
  ['marketplaces', 'marketplaces'],
  ['in-store', 'payments in store'],
  ['subscriptions', 'subscriptions'],
  ['nordics', 'the Nordics'],
  ['hotels', 'hotels'],
  ['platforms', 'platforms'],
  ['by-phone', 'payments by phone'],
  ['charities', 'charities'],
  ['iberia', 'Iberia'],
  ['invoices', 'invoices'],
  ['resellers', 'resellers'],
  ['tickets', 'ticket shops'],
  ['test-mode', 'test mode'],
  ['benelux', 'Benelux'],
  ['fuel', 'fuel stations'],
  ['rentals', 'rentals'],
  ['schools', 'schools'],
  ['wallets', 'wallets'],
  ['poland', 'Poland'],
  ['deposits', 'deposits'],
  ['franchises', 'franchises'],
]

/** For whom something is done again: the first time for everybody, then market by market. */
export interface Market {
  /** Ends a branch name: nothing, or `-hotels`. */
  suffix: string
  /** Ends a sentence: nothing, or ` for hotels`. */
  words: string
  /** A folder in which it lies, or nothing. */
  folder: string
}

/** The market of the n-th time that a list is gone through; each entry of the list meets the markets in another order. */
export const marketOf = (round: number, entry: number): Market => {
  if (round === 0) return { suffix: '', words: '', folder: '' }
  const [name, words] = names[(round - 1 + entry * 5) % names.length]!
  const again = Math.floor((round - 1) / names.length)
  const folder = again === 0 ? name : `${name}${again + 1}`
  return { suffix: `-${folder}`, words: ` for ${words}`, folder }
}
