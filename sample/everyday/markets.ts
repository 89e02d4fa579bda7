const names: readonly [folder: string, words: string][] = [
  ['nordics', 'the Nordics'],
  ['iberia', 'Iberia'],
  ['dach', 'Germany, Austria and Switzerland'],
  ['benelux', 'Benelux'],
  ['poland', 'Poland'],
  ['baltics', 'the Baltics'],
  ['italy', 'Italy'],
  ['france', 'France'],
  ['ireland', 'Ireland'],
  ['uk', 'the United Kingdom'],
  ['romania', 'Romania'],
  ['greece', 'Greece'],
]

/** Where something is done again: the first time for everybody, then market by market. */
export interface Market {
  /** Ends a branch name: nothing, or `-nordics`. */
  suffix: string
  /** Ends a sentence: nothing, or ` for the Nordics`. */
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
