import { inAnyCase, type Rule, rank } from './rule.ts'

const header = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y
const footer = /-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y
const longestBody = 16_000
const shortestKey = 40

/** Where a body without a footer ends: with the last line that looks like base64. */
const endOfLooseBody = /(?:[\s"'+,|>0-9→\\nrt]{0,40}[A-Za-z0-9+/=]{16,})*/y

const keyCharacters = (body: string): number => body.replace(/\\[nrt]|[^A-Za-z0-9+/]/g, '').length

/** A private key in PEM form, also inside a string with `\n`, behind line numbers, or cut off. */
export const privateKeyRule: Rule = {
  markers: inAnyCase('begin '),
  find(text, at, report) {
    header.lastIndex = at - 5
    const begin = at < 5 ? null : header.exec(text)
    if (begin === null) return at + 1
    const bodyStart = at - 5 + begin[0].length
    const dashes = text.slice(bodyStart, bodyStart + longestBody).indexOf('-----')
    const bodyEnd = bodyStart + dashes
    footer.lastIndex = bodyEnd
    const end = dashes < 0 ? null : footer.exec(text)
    if (end !== null) {
      if (keyCharacters(text.slice(bodyStart, bodyEnd)) >= shortestKey)
        report('private-key', at - 5, bodyEnd + end[0].length, rank.exact)
      return bodyEnd + end[0].length
    }
    endOfLooseBody.lastIndex = bodyStart
    const loose = endOfLooseBody.exec(text.slice(0, bodyStart + longestBody))
    const looseEnd = bodyStart + (loose?.[0].length ?? 0)
    if (looseEnd - bodyStart >= shortestKey) report('private-key', at - 5, looseEnd, rank.exact)
    return Math.max(looseEnd, at + 1)
  },
}
