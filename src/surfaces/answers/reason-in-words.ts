import type { Reason } from '../../linking/people/proposals.ts'

const textOf = (identity: string): string => identity.slice(identity.indexOf(':') + 1)

const ofAll = (commits: number, all: number): string =>
  commits === all ? (all === 1 ? 'the one commit' : `all ${all} commits`) : `${commits} of ${all} commits`

/** What speaks for two being one person, in a sentence. */
export const reasonInWords = ({ method, a, b, shared, commits, ofCommits, sessions }: Reason): string => {
  const [home, address] = a.startsWith('home:') ? [a, b] : [b, a]
  const inSessions = sessions === 1 ? 'one session' : `${sessions} sessions`
  switch (method) {
    case 'name':
      return `${textOf(a)} and ${textOf(b)} share the name ${shared}.`
    case 'login':
      return `${textOf(a)} and ${textOf(b)} share the name ${shared}, which is a GitHub login.`
    case 'local-user':
      return `${textOf(home)} is a home of a local user whose name ${textOf(address)} has, too: ${shared}.`
    case 'printed':
      return `${textOf(address)} committed ${ofAll(commits!, ofCommits!)} that git made in ${inSessions} in ${textOf(home)}.`
    case 'linked':
      return `${textOf(address)} wrote ${ofAll(commits!, ofCommits!)} that hold lines of ${inSessions} in ${textOf(home)}.`
  }
}
