/** A stream of pseudo-random values that is the same for the same seed. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  between(low: number, high: number): number
  /** Both ends included. */
  integer(low: number, high: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  shuffle<Item>(items: readonly Item[]): Item[]
  hex(length: number): string
  /** Letters and digits, as in the ids that model providers give. */
  word(length: number): string
  uuid(): string
  /** A stream of its own, that does not move this one. */
  fork(name: string): Random
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789'
const hexDigits = '0123456789abcdef'

const hash = (text: string): number => {
  let value = 1779033703 ^ text.length
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 3432918353)
    value = (value << 13) | (value >>> 19)
  }
  value = Math.imul(value ^ (value >>> 16), 2246822507)
  value = Math.imul(value ^ (value >>> 13), 3266489909)
  return (value ^ (value >>> 16)) >>> 0
}

/** Mulberry32 over a hash of the seed: small, fast and good enough for stories. */
export const createRandom = (seed: string): Random => {
  let state = hash(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
  const from = (alphabet: string, length: number) => {
    let text = ''
    for (let index = 0; index < length; index++) text += alphabet[Math.floor(next() * alphabet.length)]
    return text
  }
  const random: Random = {
    next,
    between: (low, high) => low + next() * (high - low),
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    shuffle: (items) => {
      const copy = [...items]
      for (let index = copy.length - 1; index > 0; index--) {
        const other = Math.floor(next() * (index + 1))
        const kept = copy[index]!
        copy[index] = copy[other]!
        copy[other] = kept
      }
      return copy
    },
    hex: (length) => from(hexDigits, length),
    word: (length) => from(letters, length),
    uuid: () => {
      const digits = from(hexDigits, 32)
      const variant = '89ab'[Math.floor(next() * 4)]
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  }
  return random
}
