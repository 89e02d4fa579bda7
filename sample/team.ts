/** Somebody of the fictional team. */
export interface Engineer {
  user: string
  name: string
  email: string
  zone: string
  claude?: { model: string; version: string; cache: '5m' | '1h' }
  codex?: { model: string; version: string; effort: 'medium' | 'high' | 'xhigh'; originator: string }
  /** How often an everyday task of theirs is done with an agent. */
  agentShare: number
  /** How they write to agents. */
  style: 'precise' | 'brief' | 'chatty'
  /** How often they hand over a failing test or say what must hold. */
  careful: number
  /** Everyday tasks a week, about. */
  pace: number
  repositories: ('payments' | 'ledger' | 'console')[]
  /** Another address that they commit with at times. */
  otherEmail?: string
}

const opus = 'claude-opus-4-8'
const sonnet = 'claude-sonnet-4-6'

export const team: readonly Engineer[] = [
  {
    user: 'ines',
    name: 'Ines Duarte',
    email: 'ines.duarte@tarnwick.example',
    zone: 'Europe/Lisbon',
    claude: { model: opus, version: '2.1.131', cache: '1h' },
    agentShare: 0.95,
    style: 'precise',
    careful: 0.8,
    pace: 3.4,
    repositories: ['payments'],
  },
  {
    user: 'tomas',
    name: 'Tomas Brandl',
    email: 'tomas.brandl@tarnwick.example',
    zone: 'Europe/Vienna',
    codex: { model: 'gpt-5.5', version: '0.142.0', effort: 'high', originator: 'codex-tui' },
    agentShare: 0.9,
    style: 'brief',
    careful: 0.45,
    pace: 3.2,
    repositories: ['payments', 'ledger'],
  },
  {
    user: 'marek',
    name: 'Marek Wolniak',
    email: 'marek.wolniak@tarnwick.example',
    zone: 'Europe/Warsaw',
    claude: { model: sonnet, version: '2.1.119', cache: '5m' },
    agentShare: 0.08,
    style: 'brief',
    careful: 0.6,
    pace: 2.2,
    repositories: ['ledger'],
  },
  {
    user: 'ada',
    name: 'Ada Okonjo',
    email: 'ada.okonjo@tarnwick.example',
    zone: 'Europe/London',
    claude: { model: opus, version: '2.1.131', cache: '1h' },
    agentShare: 0.85,
    style: 'precise',
    careful: 0.75,
    pace: 2.8,
    repositories: ['ledger', 'payments'],
  },
  {
    user: 'ana',
    name: 'Ana Ribas',
    email: 'ana.ribas@tarnwick.example',
    zone: 'Europe/Madrid',
    claude: { model: opus, version: '2.1.126', cache: '1h' },
    codex: { model: 'gpt-5.3-codex', version: '0.139.0', effort: 'medium', originator: 'codex_cli_rs' },
    agentShare: 0.9,
    style: 'chatty',
    careful: 0.4,
    pace: 3.6,
    repositories: ['console', 'payments'],
  },
  {
    user: 'priya',
    name: 'Priya Venkat',
    email: 'priya.venkat@tarnwick.example',
    zone: 'Asia/Kolkata',
    claude: { model: sonnet, version: '2.1.119', cache: '1h' },
    agentShare: 0.85,
    style: 'precise',
    careful: 0.6,
    pace: 3,
    repositories: ['payments', 'console'],
  },
  {
    user: 'jonas',
    name: 'Jonas Eklid',
    email: 'jonas.eklid@tarnwick.example',
    zone: 'Europe/Stockholm',
    codex: { model: 'gpt-5.3-codex', version: '0.142.0', effort: 'high', originator: 'codex-tui' },
    agentShare: 0.85,
    style: 'brief',
    careful: 0.3,
    pace: 3,
    repositories: ['ledger'],
  },
  {
    user: 'mei',
    name: 'Mei Tan-Ibarra',
    email: 'mei.tan@tarnwick.example',
    zone: 'Asia/Singapore',
    claude: { model: sonnet, version: '2.1.81', cache: '5m' },
    agentShare: 0.8,
    style: 'brief',
    careful: 0.35,
    pace: 3,
    repositories: ['console'],
  },
  {
    user: 'sam',
    name: 'Sam Whitlow',
    email: 'sam.whitlow@tarnwick.example',
    otherEmail: 'sam@whitlow-laptop.local',
    zone: 'America/New_York',
    claude: { model: opus, version: '2.1.131', cache: '1h' },
    codex: { model: 'gpt-5.5', version: '0.141.0', effort: 'medium', originator: 'codex_vscode' },
    agentShare: 0.85,
    style: 'chatty',
    careful: 0.3,
    pace: 2.8,
    repositories: ['payments', 'console'],
  },
  {
    user: 'layla',
    name: 'Layla Haddadi',
    email: 'layla.haddadi@tarnwick.example',
    zone: 'Europe/Berlin',
    claude: { model: opus, version: '2.1.131', cache: '1h' },
    agentShare: 0.8,
    style: 'precise',
    careful: 0.7,
    pace: 2.6,
    repositories: ['console'],
  },
  {
    user: 'diego',
    name: 'Diego Quispe',
    email: 'diego.quispe@tarnwick.example',
    zone: 'America/Bogota',
    codex: { model: 'gpt-5.3-codex', version: '0.128.0', effort: 'medium', originator: 'codex-tui' },
    agentShare: 0.12,
    style: 'brief',
    careful: 0.5,
    pace: 2,
    repositories: ['payments'],
  },
  {
    user: 'noor',
    name: 'Noor Verhagen',
    email: 'noor.verhagen@tarnwick.example',
    zone: 'Europe/Amsterdam',
    claude: { model: sonnet, version: '2.1.126', cache: '1h' },
    codex: { model: 'gpt-5.5', version: '0.142.0', effort: 'high', originator: 'codex-tui' },
    agentShare: 0.8,
    style: 'chatty',
    careful: 0.5,
    pace: 2.6,
    repositories: ['ledger', 'console'],
  },
]

const byUser = new Map(team.map((engineer) => [engineer.user, engineer]))

/** The engineer with this user name. */
export const engineer = (user: string): Engineer => {
  const found = byUser.get(user)
  if (!found) throw new Error(`The sample team has no ${user}`)
  return found
}
