/** A value that stands for another: a variable, a template, a call, a blank to fill in. */
const reference =
  /^(?:[<{[(`\\]|\$[A-Za-z_{(]|%[A-Za-z({]|-+$|--?[a-z])|\$\{|\$\(|\{\{|\{[A-Za-z_.]*\}|<[A-Za-z_ -]*>|%[A-Z_]+%|\.\.\.|…/

const lookup =
  /\b(?:process\.env|import\.meta|os\.environ|ENV|System|Deno\.env|secrets|vars|env|config|settings|vault)[.[]|getenv|^op:\/\//i

/** The name of the variable that holds the secret. */
const variableName = /^[A-Z][A-Z0-9_]*(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASS|CREDENTIALS?)\d*$/

const inertParts =
  /example|placeholder|change[-_ ]?(?:me|it|this)|redacted|your[-_ ]|replace[-_ ]?(?:me|with|this)|\*\*\*|to-be-|insert[-_ ]|012345678|123456789|abcdefgh|deadbeef/i

/** `xxxx`, `sk-XXXX` */
const blank = /(?<![A-Za-z0-9])(?:x{4,}|X{4,})|x{6,}|X{6,}/

/** What everybody writes who needs some password. */
const wellKnown =
  /^(?:my|your|the|test|db|admin|root|user|some|super|new|old|secret|postgres)?[-_]?(?:p[a@]ssw[o0]rd|s[3e]cr[3e]t)[-_]?\d{0,4}!?$/i

/** Words of which examples, blanks and test doubles are made. */
const fillerWords = new Set(
  `a abc access dummy acme admin an any api apikey app auth authorization bad bar basic baz bearer blank bogus bool boolean bot
  bytes changed changeit changeme char client code const cookie correct credential credentials custom data default demo dev
  different empty env error expired fail failed fake false file fixture foo foobar from func github guest hash header here
  hidden id include insert int integer invalid is it key keyring known length list local login long map masked me missing
  mock my mypassword mysecret mytoken name new nil no none not null number oauth object of old omit openai optional or origin
  origins pass passed passphrase passwd password pgpassword please postgres private promise public pwd random real record ref
  refresh replace required root same sample secret secrets session some something staging str string stub super supersecret t
  tbd temp test testing tests text the this to todo token tokens true type undefined unknown unset user username uuid val
  valid value var variable vector void wrong x xxx y yes yyy zzz`.split(/\s+/),
)

const words = (value: string): string[] =>
  value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')

/** Whether only a few characters make up the value: `xxxxxxxx`, `0000-0000`, `abababab`. */
export const isMonotonous = (value: string): boolean => {
  const distinct = new Set(value.length > 64 ? value.slice(0, 64) : value).size
  return distinct <= 2 || (value.length >= 16 && distinct <= 5)
}

/** What is looked at of a long value. */
const longestLook = 200

/** Whether a value that stands where a secret could stand is plainly none. */
export const isPlaceholder = (value: string): boolean => {
  if (value.length < 4 || isMonotonous(value) || (value.endsWith(')') && value.includes('('))) return true
  const look = value.slice(0, longestLook)
  if (reference.test(look) || lookup.test(look) || inertParts.test(look) || blank.test(look)) return true
  if (value.length > 60) return false
  if (wellKnown.test(value) || variableName.test(value)) return true
  return words(value).every((word) => fillerWords.has(word)) && !/\d{6}|[^\w\s.-]/.test(value)
}
