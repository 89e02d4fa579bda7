import type { NameClass } from '../names.ts'
import { isPlaceholder } from './placeholder.ts'
import { looksRandom } from './randomness.ts'

/**
 * The form in which a name and its value stand together, which says how likely the value is to be a literal:
 * `NAME=value` on a line of its own or within one, `"name": "value"`, `name: value`, `name = value`,
 * `--name value`, `f("name", "value")`, `the name is value`.
 */
export type Setting = 'env-line' | 'env' | 'json' | 'mapping' | 'code' | 'option' | 'argument' | 'prose'

export interface Circumstances {
  readonly nameClass: NameClass
  readonly setting: Setting
  readonly quoted: boolean
  /** The character behind the value. */
  readonly after: string
}

const path = /^(?:~|\.{1,2}|[A-Za-z]:)?[/\\][\w.@ -]+(?:[/\\][\w.@-]*)*$/
const url = /^[a-z][a-z0-9+.-]{1,12}:\/\//i
const codeCharacters = /[()[\]{}<>|;]|=>|::|&&|\?\.|\$\{/
const member = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/
const identifier = /^[A-Za-z_][A-Za-z_]*$/
const digitAndLetter = /^(?=.*\d)(?=.*[A-Za-z])/
const symbol = /[^\w.\s-]/

const contentHash = /(?:^|[:@])(?:sha(?:1|224|256|384|512)|md5|blake[23]b?)[:-][A-Za-z0-9+/=]{16,}$/i

/** Words about a secret instead of one. */
const sentence = /\b(?:pass(?:word|phrase)|secret|token|enter|your|here|key)\b/i

const numberOrCall = /^0x[0-9a-f]{1,10}$|\($/i
/** A variable with one number in its name: `s3AccessKey`. */
const numberedName = /^[A-Za-z_$]+\d{1,3}[A-Za-z_$]*$/

/** Base64 has slashes too, but what stands between them is long. */
const isPath = (value: string): boolean =>
  path.test(value) && !(value.split(/[/\\]/).some((part) => part.length >= 20) && looksRandom(value, 20))

const isNoLiteral = (value: string): boolean =>
  isPath(value) || url.test(value) || contentHash.test(value) || numberOrCall.test(value)

const isPassword = (value: string, { setting, quoted, after }: Circumstances): boolean => {
  if (value.length > 256) return false
  if (/\s/.test(value)) return quoted && (setting === 'env' || setting === 'env-line') && !sentence.test(value)
  if (setting === 'env' || setting === 'env-line' || (setting === 'json' && quoted)) return true
  if (setting === 'argument' || setting === 'prose') return value.length >= 6 && digitAndLetter.test(value)
  if (quoted) return digitAndLetter.test(value) || symbol.test(value) || looksRandom(value)
  if (after === '(' || after === '.' || after === '[' || member.test(value) || identifier.test(value)) return false
  if (setting === 'mapping' || setting === 'json' || setting === 'option')
    return value.length >= 6 && (digitAndLetter.test(value) || symbol.test(value))
  return looksRandom(value)
}

/** What is looked at of a long value. */
const longestLook = 256

/** Whether the value of a secret's name is a real one: no placeholder, no reference, no piece of code. */
export const isSecretValue = (whole: string, circumstances: Circumstances): boolean => {
  const { nameClass, setting, quoted } = circumstances
  const value = whole.slice(0, longestLook)
  if (isPlaceholder(whole) || isNoLiteral(value)) return false
  if (!quoted && setting !== 'env-line' && codeCharacters.test(value)) return false
  if (nameClass === 'password') return isPassword(value, circumstances)
  if (/\s/.test(value)) return false
  const isVariable = setting === 'env' || setting === 'env-line'
  if (isVariable && value.length >= 12 && digitAndLetter.test(value)) return true
  if (!quoted && !isVariable && numberedName.test(value)) return false
  return looksRandom(value, quoted || isVariable ? 8 : 12)
}
