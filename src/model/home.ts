const containerUsers = new Set(['root', 'node', 'vscode', 'codespace', 'ubuntu', 'runner', 'app', 'coder', 'gitpod'])

const homePattern = /^(?:[A-Za-z]:)?[/\\](?:Users|home)[/\\]([^/\\]+)/

/**
 * The home directory that a session belongs to: the one that its working directory names, since logs of several people
 * can lie under one roof; else, and where that is only a container's user, the one in which its log lies.
 */
export const homeOf = (cwd: string | null, logHome: string | null): string => {
  const match = cwd ? homePattern.exec(cwd) : null
  if (match && !containerUsers.has(match[1]!)) return match[0]
  return logHome ?? match?.[0] ?? 'unknown'
}

/** The id of the identity that a home directory is. */
export const homeIdentity = (home: string): string => `home:${home}`

/** The local user that a home directory is of: the last step of its path. */
export const localUserOf = (home: string): string => home.split(/[/\\]/).findLast((step) => step !== '') ?? home
