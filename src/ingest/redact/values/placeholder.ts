/** A value that stands for another: a variable, a template, a call, a blank to fill in. */
const reference =
  /^(?:[$<{[(*&@|!?=,;:#`\\]|%[A-Za-z({]|\.\.\.|…|-+$|--?[a-z])|\$\{|\$\(|\{\{|\{[A-Za-z_.]*\}|<[A-Za-z_ -]*>|%[A-Z_]+%|\.\.\.|…|\(\)|\)$/

const lookup =
  /\b(?:process\.env|import\.meta|os\.environ|ENV|System|Deno\.env|secrets|vars|env|config|settings|vault)[.[]|getenv|^op:\/\//i

/** Words of which examples, blanks and test doubles are made. */
const fillerWords = new Set(
  `a abc acme admin an any api apikey app auth authorization bad bar basic baz bearer blank bogus bot bytes changed changeme
  changeit client code cookie correct credential credentials custom data default demo dev different dummy empty env error
  example expired fake false file fixture foo foobar from github guest here hidden id insert int integer invalid is
  it key keyring known length local login long masked me missing mock my mypassword mysecret mytoken name new nil no none not null
  number object of old oauth openai optional or pass passphrase password passwd pgpassword placeholder please postgres private
  public pwd random real redacted ref refresh replace required root sample secret secrets session some something
  staging str string stub super supersecret t temp tbd test testing tests text the this to todo token tokens true type undefined unknown unset
  user username val valid value var variable void wrong xxx y your yes x yyy zzz access bool boolean char const func
  header hash list map promise uuid vector record`.split(/\s+/),
)

const inertParts =
  /example|placeholder|change[-_ ]?(?:me|it|this)|redacted|your[-_ ]|replace[-_ ]?(?:me|with|this)|xxxx|dummy|\*\*\*|to-?be-?|insert[-_ ]|012345678|123456789|abcdefgh|deadbeef|s3cr[e3]t|p[a@]ssw[o0]rd|hunter2hunter/i

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

/** Whether a value that stands where a secret could stand is plainly none. */
export const isPlaceholder = (value: string): boolean => {
  if (value.length < 4 || isMonotonous(value) || reference.test(value) || lookup.test(value)) return true
  if (inertParts.test(value)) return true
  if (value.length > 60) return false
  return words(value).every((word) => fillerWords.has(word)) && !/\d{6}|[^\w\s.-]/.test(value)
}
