/** An account of GitHub as its own addresses name it. */
export interface GithubAccount {
  /** In lower case: logins are the same in any case. */
  readonly login: string
  /** The account's number, which stays when the login changes; older addresses lack it. */
  readonly number?: string
}

const githubAddress = /^(?:(\d+)\+)?([^@+\s]+)@users\.noreply\.github\.com$/

/**
 * The account that a GitHub address stands for: `login@users.noreply.github.com` or, since 2017,
 * `number+login@users.noreply.github.com`. Undefined for every other address, which is given in lower case.
 * Source: https://docs.github.com/en/account-and-profile/reference/email-addresses-reference
 */
export const githubAccountOf = (address: string): GithubAccount | undefined => {
  const match = githubAddress.exec(address)
  if (!match) return undefined
  return { login: match[2]!, ...(match[1] === undefined ? {} : { number: match[1] }) }
}

/** What stands before the @, without a tag (`ana+git@example.org`). */
export const localPartOf = (address: string): string => /^[^@+]*/.exec(address)![0]

const machineDomain = /@(?:[^@]*\.)?(?:local|localhost|localdomain|lan|internal|invalid)$|@[^.]*$/

/**
 * Whether an address may be that of several people: git makes it up out of a local user and a machine's name
 * (`ana@laptop.local`), of which there are others. In lower case.
 */
export const isMadeUp = (address: string): boolean => !address.includes('@') || machineDomain.test(address)

const anybody = new Set([
  'unknown',
  'test',
  'tester',
  'user',
  'username',
  'root',
  'admin',
  'administrator',
  'you',
  'your name',
  'name',
  'nobody',
  'anonymous',
  'ubuntu',
  'developer',
  'dev',
  'me',
  'mail',
  'email',
  'info',
  'hello',
  'contact',
  'git',
  'github',
  'team',
  'support',
  'noreply',
])

/** A name as it is compared: without case, accents and the white space around. */
export const plainName = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

/** Whether a name or local part could be anybody's: it says nothing of who somebody is. */
export const isAnybody = (plain: string): boolean => plain === '' || anybody.has(plain)

/** Whether a name has a given name and a family name. */
export const isFullName = (plain: string): boolean => /^\S+ \S/.test(plain) && !isAnybody(plain)

/** A name in one word, as logins and local users are made of it: `ana lima`, `ana.lima` and `ana-lima` are `analima`. */
export const inOneWord = (plain: string): string => plain.replace(/[\s._-]+/g, '')
