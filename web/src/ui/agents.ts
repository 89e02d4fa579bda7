const names: Readonly<Record<string, string>> = { 'claude-code': 'Claude Code', codex: 'Codex' }

/** How an agent is called. */
export const agentName = (agent: string): string => names[agent] ?? agent
