import { classifyName, type NameClass } from '../names.ts'
import { isSecretValue, type Setting } from '../values/judgement.ts'
import { createRepetitionGuard } from './repetition.ts'
import { inAnyCase, type Report, type Rule, rank } from './rule.ts'
import { readValue } from './value.ts'

const isNameCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 45

const longestName = 80

const typeAnnotation = String.raw`(?:[ \t]{0,4}[?!]?:[ \t]{0,4}(?:string|str|String|&(?:'static )?str|bytes|any)(?:[ \t]?\|[ \t]?(?:null|undefined|None))?(?=[ \t]{0,4}=))?(?:[ \t]{1,4}string(?=[ \t]{0,4}=))?`
const closing = String.raw`(\\{0,16}["'\`])?\]?`
/** `name = value` in its many forms. Group 1: the quote that ends the name; group 2: the sign. */
const sign = new RegExp(
  `${closing}${typeAnnotation}[ \\t]{0,40}(=>|:=|\\?\\?=|\\|\\|=|\\?=|!==?|={1,3}|:(?!:)|,(?=[ \\t]{0,8}\\\\{0,16}["'\`]))[ \\t]{0,40}`,
  'y',
)
/** `name("value")` */
const call = /\([ \t]{0,4}(?=\\{0,16}["'`])/y
/** `- name: NAME`, `value: value` on the next line, and the same in JSON. */
const pair =
  /(?:\\{0,16}["'])?(?:\s|\\n){0,3},?(?:\s|\\n){0,40}\\{0,16}["']?[vV]alue\\{0,16}["']?[ \t]{0,4}[:=][ \t]{0,8}/y
/** `the password is value` */
const prose = /[ \t](?:is|was)[: \t]{1,3}/y
const space = /[ \t]{1,8}/y

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

interface Place {
  readonly valueAt: number
  readonly setting: Setting
}

const isLineStart = /(?:^|[\n\0]|\\n)[ \t]*(?:export[ \t]+|set[ \t]+|ENV[ \t]+|ARG[ \t]+)?$/

const isTernary = (text: string, start: number): boolean => /\?\s*["']$/.test(text.slice(Math.max(0, start - 8), start))

/** Where the value to a name stands, and how much the form of the assignment says about it. */
const placeOf = (text: string, start: number, end: number): Place | undefined => {
  const assigned = match(sign, text, end)
  if (assigned !== null) {
    const [whole, quote, operator] = assigned
    const valueAt = end + whole.length
    if (operator === ',') return quote === undefined ? undefined : { valueAt, setting: 'argument' }
    const upper = !/[a-z]/.test(text.slice(start, end))
    const tight = operator === '=' && whole === '='
    if (tight && (upper || text.startsWith('--', start - 2) || /[;?&]/.test(text[start - 1] ?? ''))) {
      const own = isLineStart.test(text.slice(Math.max(0, start - 24), start))
      return { valueAt, setting: own ? 'env-line' : 'env' }
    }
    if (quote?.endsWith('"') && operator === ':' && !isTernary(text, start)) return { valueAt, setting: 'json' }
    return { valueAt, setting: operator === ':' || tight ? 'mapping' : 'code' }
  }
  const called = match(call, text, end)
  if (called !== null) return { valueAt: end + called[0].length, setting: 'argument' }
  const paired = match(pair, text, end)
  if (paired !== null) return { valueAt: end + paired[0].length, setting: 'env' }
  const told = match(prose, text, end)
  if (told !== null) return { valueAt: end + told[0].length, setting: 'prose' }
  if (text.startsWith('--', start - 2)) {
    const spaced = match(space, text, end)
    if (spaced !== null) return { valueAt: end + spaced[0].length, setting: 'option' }
  }
  if (text[start - 1] === '<' && text[end] === '>') return { valueAt: end + 1, setting: 'env' }
  return undefined
}

/** `PASS: TestSomething` and the like: the bare word is the name of a password only in the firmest forms. */
const isTestResult = (name: string, setting: Setting, quoted: boolean): boolean =>
  !quoted && (setting === 'mapping' || setting === 'code' || setting === 'prose') && /^pass$/i.test(name)

const isRepetition = createRepetitionGuard()

const examine = (text: string, start: number, end: number, nameClass: NameClass, report: Report): number => {
  const place = placeOf(text, start, end)
  if (place === undefined) return end
  const value = readValue(text, place.valueAt, place.setting === 'env-line')
  if (value === undefined) return end
  if (!value.quoted && isRepetition(text, place.valueAt, value.end)) return value.end
  if (isTestResult(text.slice(start, end), place.setting, value.quoted)) return end
  const content = text.slice(value.start, value.end)
  if (
    !isSecretValue(content, { nameClass, setting: place.setting, quoted: value.quoted, after: text[value.end] ?? '' })
  )
    return end
  report(nameClass, value.start, value.end, rank.assignment)
  return value.end
}

const spacedKey = /(?:^|[^a-z])(?:api|access|secret|private|signing|encryption) $/i

/** Values of variables, options, headers and keys whose names say that they are secret. */
export const assignmentRule: Rule = {
  markers: inAnyCase(
    'pass',
    'pwd',
    'secret',
    'token',
    'key',
    'credential',
    'mnemonic',
    '_auth',
    '"auth',
    "'auth",
    'auth:',
  ),
  find(text, at, report) {
    let start = at
    while (start > 0 && at - start < longestName && isNameCharacter(text.charCodeAt(start - 1))) start--
    let end = at + 1
    while (end < text.length && isNameCharacter(text.charCodeAt(end))) end++
    if (end - start > longestName) return end
    while (text[start] === '-') start++
    if (text[start - 1] === '\\' && /[nrt]/.test(text[start]!)) start++
    let name = text.slice(start, end)
    if (name[0] === '"' || name[0] === "'") {
      start++
      name = name.slice(1)
    }
    if (name.toLowerCase() === 'key' && spacedKey.test(text.slice(Math.max(0, start - 12), start))) name = 'api-key'
    const nameClass = classifyName(name)
    return nameClass === undefined ? end : Math.max(end, examine(text, start, end, nameClass, report))
  },
}
