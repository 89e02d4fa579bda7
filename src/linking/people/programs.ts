import { githubAccountOf } from './addresses.ts'

/** Names and addresses that programs commit under, whatever their vendor: `renovate[bot]`, `release-bot@example.org`. */
const programLike = /\[bot\]|(?:^|[-_.])bot@/i

/** Bots by the names that they commit under; the name ends there or goes on with a version or a model. */
const botNames = /^(?:dependabot|renovate|github-actions|semantic-release-bot)\b|^(?:github|gitlab|web-flow)$/i

/**
 * Agents by the addresses that they write themselves into commits and Co-authored-by trailers with. Sources: Claude Code's
 * default trailer, Copilot's account numbers, and the commits of Cursor, Codex, Devin, Gemini, Jules, Aider, Amp,
 * OpenHands, OpenCode, Windsurf and Factory in public repositories.
 */
const agentAddresses = new Set([
  'noreply@anthropic.com',
  'claude@anthropic.com',
  'noreply@openai.com',
  'codex@openai.com',
  'cursoragent@cursor.com',
  'agent@cursor.com',
  'noreply@cursor.com',
  'noreply@aider.chat',
  'aider@aider.chat',
  'amp@ampcode.com',
  'noreply@ampcode.com',
  'openhands@all-hands.dev',
  'noreply@opencode.ai',
  'gemini-code-assist@google.com',
  'noreply@google.com',
  'noreply@windsurf.com',
  'noreply@codeium.com',
  'devin@cognition.ai',
  'noreply@github.com',
])

/** Logins of agents and bots, which are no `[bot]`. */
const agentLogins = new Set(['copilot', 'claude', 'codex', 'cursoragent', 'web-flow', 'actions-user', 'devin-ai'])

/** What agents call themselves, alone or with a model: `Claude Opus 4.6`, `Codex`, `Cursor Agent`, `aider (gpt-5)`. */
const agentNames =
  /^(?:claude(?: code)?(?: (?:opus|sonnet|haiku|fable)\b.*)?|codex(?: cli)?|(?:github )?copilot|cursor(?: agent)?|gemini cli|google jules|devin ai|aider(?: \(.*\))?|openhands|opencode)$/i

/** Machine addresses that only an agent's name tells: no reply goes there. */
const noReply = /^(?:no-?reply|agent|bot)@/i

/** Whether a name or address is a program's: a bot's or an agent's. A person called Claude is one, at an own address. */
export const isProgram = (name: string, address: string): boolean => {
  if (programLike.test(name) || programLike.test(address) || botNames.test(name)) return true
  const lower = address.toLowerCase()
  if (agentAddresses.has(lower)) return true
  const login = githubAccountOf(lower)?.login
  if (login !== undefined) return agentLogins.has(login)
  return noReply.test(lower) && agentNames.test(name)
}
