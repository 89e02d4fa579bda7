import { isPlaceholder } from '../values/placeholder.ts'
import { looksRandom } from '../values/randomness.ts'
import { inAnyCase, type Rule, rank } from './rule.ts'

const header =
  /authorization\\{0,8}["'`]?\]?[ \t]{0,4}(?:=>|[:=,])[ \t]{0,4}(?:\\{0,8}["'`])?(?:(bearer|basic|token|bot|apikey|api-key|negotiate)[ \t]{1,4})?([^\s"'`\\,;<>&(){}[\]\0]{6,8192})/iy
const scheme = /(bearer|basic|token|bot|apikey)(?:[ \t]{1,4}|%20|\+)([A-Za-z0-9_.~+/=-]{6,8192})/iy

/** Whether this is the base64 of `user:password`. */
const isBasic = (value: string): boolean => {
  if (!/^[A-Za-z0-9+/_-]{8,4096}={0,2}$/.test(value)) return false
  const plain = Buffer.from(value, 'base64').toString('latin1')
  const password = plain.slice(plain.indexOf(':') + 1)
  return plain.includes(':') && /^[\x20-\x7e]+$/.test(plain) && !isPlaceholder(password)
}

const isCredential = (name: string | undefined, value: string): boolean => {
  if (name?.toLowerCase() === 'basic') return isBasic(value)
  return !isPlaceholder(value) && looksRandom(value, name === undefined ? 16 : 12)
}

/** `Authorization:` headers as such, in `curl -H`, in JSON and in code. */
export const authorizationRule: Rule = {
  markers: inAnyCase('authorization'),
  find(text, at, report) {
    header.lastIndex = at
    const match = header.exec(text)
    if (match === null) return at + 1
    const end = at + match[0].length
    if (isCredential(match[1], match[2]!)) report('authorization', end - match[2]!.length, end, rank.header)
    return end
  },
}

/** `Bearer` or `Basic` and a credential, wherever they stand. */
export const schemeRule: Rule = {
  markers: inAnyCase('bearer ', 'bearer%20', 'bearer+', 'basic '),
  find(text, at, report) {
    scheme.lastIndex = at
    const match = scheme.exec(text)
    if (match === null) return at + 1
    const end = at + match[0].length
    if (isCredential(match[1], match[2]!)) report('authorization', end - match[2]!.length, end, rank.header)
    return end
  },
}
