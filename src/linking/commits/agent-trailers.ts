/** The address under which an agent says that it took part in a commit, by the agent whose logs are read. */
const agentsByAddress: Readonly<Record<string, string>> = {
  'noreply@anthropic.com': 'claude-code',
  'noreply@openai.com': 'codex',
}

/**
 * The agents that the co-authors of a commit name. Such a trailer says that an agent took part, not which of its sessions:
 * it is told beside what links a session of that agent, links none by itself and makes none surer.
 */
export const agentsAmong = (coAuthors: readonly string[]): ReadonlySet<string> =>
  new Set(
    coAuthors.flatMap((coAuthor) => {
      const address = /<([^<>]+)>\s*$/.exec(coAuthor)?.[1]?.toLowerCase()
      return address === undefined ? [] : (agentsByAddress[address] ?? [])
    }),
  )

/** The agent of a session, which its id begins with. */
export const agentOf = (session: string): string => session.slice(0, session.indexOf(':'))
