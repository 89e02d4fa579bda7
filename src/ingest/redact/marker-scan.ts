import type { Report, Rule } from './rules/rule.ts'

const keyOf = (first: number, second: number, third: number): number =>
  ((first & 31) << 10) | ((second & 31) << 5) | (third & 31)

const lowerCase = (code: number): number => (code >= 65 && code <= 90 ? code | 32 : code)

interface Probe {
  readonly codes: Uint8Array
  readonly anyCase: boolean
  readonly rule: number
}

const stands = (probe: Probe, bytes: Uint8Array, at: number): boolean => {
  const { codes, anyCase } = probe
  for (let index = 0; index < codes.length; index++) {
    const code = bytes[at + index]!
    if (code !== codes[index] && (!anyCase || lowerCase(code) !== codes[index])) return false
  }
  return true
}

/**
 * Finds every marker of every rule in one pass: a table of 32,768 entries, indexed by the low five bits of three
 * characters (so that case does not matter), names the few markers that may begin there.
 */
export const createMarkerScan = (rules: readonly Rule[]): ((text: string, report: Report) => void) => {
  const buckets: Probe[][] = [[]]
  const table = new Uint16Array(32_768)
  for (const [rule, { markers }] of rules.entries()) {
    for (const { text, anyCase = false } of markers) {
      const codes = Buffer.from(anyCase ? text.toLowerCase() : text, 'latin1')
      if (codes.length < 3) throw new RangeError(`A marker needs three characters: '${text}'`)
      const key = keyOf(codes[0]!, codes[1]!, codes[2]!)
      if (table[key] === 0) table[key] = buckets.push([]) - 1
      buckets[table[key]!]!.push({ codes, anyCase, rule })
    }
  }
  const finishing = rules.filter(({ finish }) => finish !== undefined)
  const lookedUntil = new Int32Array(rules.length)
  let bytes = Buffer.alloc(65_536)

  return (text, report) => {
    const length = text.length
    if (bytes.length < length) bytes = Buffer.alloc(length)
    bytes.write(text, 0, length, 'latin1')
    lookedUntil.fill(0)
    const view = bytes
    let key = 0
    for (let index = 0; index < length; index++) {
      key = ((key << 5) | (view[index]! & 31)) & 32_767
      const bucket = table[key]!
      if (bucket === 0 || index < 2) continue
      const at = index - 2
      for (const probe of buckets[bucket]!) {
        if (lookedUntil[probe.rule]! > at || at + probe.codes.length > length || !stands(probe, view, at)) continue
        lookedUntil[probe.rule] = rules[probe.rule]!.find(text, at, report)
      }
    }
    for (const rule of finishing) rule.finish!(text, report)
  }
}
