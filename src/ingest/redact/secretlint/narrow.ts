const userInfo = /^(?:jdbc:)?[\w+]+:\/\/[^:/\s]*:([^@/\s]+)@/
const accountId = /\d{4}-?\d{4}-?\d{4}/

/** The part of what a rule of secretlint reports that is the secret: the rest of the address or line is kept. */
export const narrow = (messageId: string, matched: string): readonly [start: number, end: number] => {
  if (messageId === 'AWSAccountID') {
    const digits = accountId.exec(matched)
    if (digits !== null) return [digits.index, digits.index + digits[0].length]
  }
  const password = userInfo.exec(matched)
  if (password !== null) return [password[0].length - 1 - password[1]!.length, password[0].length - 1]
  return [0, matched.length]
}
