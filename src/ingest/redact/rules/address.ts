import { isPlaceholder } from '../values/placeholder.ts'
import { looksRandom } from '../values/randomness.ts'
import { exactly, type Rule, rank } from './rule.ts'

const userInfo = /:\/\/([^\s:/?#@"'`<>\\|,;()[\]{}\0]{0,128}):([^\s/?#"'`<>\\\0]{1,256})@(?=[\w[.$<{-])/y
const onlyUser = /:\/\/([\w.~-]{20,256})@(?=[\w.-])/y
/** Passwords of throw-away databases in examples and continuous integration. */
const wellKnown =
  /^(?:x-oauth-basic|x-token-auth|git|guest|rabbitmq|mysql|mongo|redis|minio|minioadmin|pw|pwd|p|u|secret\d*|port|\d{1,5})$/i

/** `scheme://user:password@host`, also without a user, and `https://token@host`. */
export const addressRule: Rule = {
  markers: exactly('://'),
  find(text, at, report) {
    userInfo.lastIndex = at
    const match = userInfo.exec(text)
    if (match === null) {
      onlyUser.lastIndex = at
      const user = onlyUser.exec(text)?.[1]
      if (user !== undefined && looksRandom(user, 20))
        report('url-password', at + 3, at + 3 + user.length, rank.address)
      return at + 3
    }
    const [, user, password] = match as unknown as [string, string, string]
    const end = at + match[0].length - 1
    const start = end - password.length
    const isReal = password !== user && !wellKnown.test(password) && !isPlaceholder(password)
    if (isReal) report('url-password', start, end, rank.address)
    else if (user.length >= 16 && looksRandom(user, 16))
      report('url-password', at + 3, at + 3 + user.length, rank.address)
    return end
  },
}

const signature = /sig=[A-Za-z0-9%+/=]{30,120}/y

/** The signature of an Azure shared access link. */
export const sharedAccessSignatureRule: Rule = {
  markers: exactly('&sig=', '?sig=', 'amp;sig='),
  find(text, at, report) {
    const start = text.indexOf('sig=', at)
    signature.lastIndex = start
    const match = signature.exec(text)
    if (match === null) return at + 1
    report('azure-sas-signature', start + 4, start + match[0].length, rank.exact)
    return start + match[0].length
  },
}
