/** Puts code units into the order of the characters that they make up: surrogates, of characters beyond U+FFFF, last. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)

/** Compares texts by code point, as PostgreSQL does in the collation "C". */
export const compareText = (a: string, b: string): number => {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const here = a.charCodeAt(index)
    const there = b.charCodeAt(index)
    if (here !== there) return rank(here) - rank(there)
  }
  return a.length - b.length
}
