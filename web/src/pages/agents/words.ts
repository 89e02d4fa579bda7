import { agentName } from '../../ui/agents.ts'
import type { Dimension } from './groups.ts'

const unknown: Readonly<Record<Dimension, string>> = {
  agent: 'unknown agent',
  model: 'unknown model',
  repo: 'no known repository',
  person: 'nobody known',
}

/** How a group is called. */
export const groupName = (by: Dimension, key: string): string =>
  key === 'unknown' ? unknown[by] : by === 'agent' ? agentName(key) : key

/** What a page can be split by, as a button. */
export const dimensionTitles: Readonly<Record<Dimension, string>> = {
  agent: 'Agent',
  model: 'Model',
  repo: 'Repository',
  person: 'Person',
}

/** What tool calls did, as a person says it. */
export const actionNames: Readonly<Record<string, string>> = {
  read: 'Reading files',
  search: 'Searching',
  edit: 'Editing files',
  run: 'Running commands',
  web: 'The web',
  delegate: 'Delegating',
  plan: 'Planning',
  ask: 'Asking people',
  skill: 'Skills',
  other: 'Other tools',
}

/** A share as a percentage: `3.8 %`; undefined where there is nothing to be a share of. */
export const share = (part: number, whole: number): string | undefined => {
  if (whole === 0) return undefined
  const percent = (100 * part) / whole
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`
}

/** `12.7`; undefined where there is nothing to divide by. */
export const ratio = (value: number, by: number): string | undefined =>
  by === 0 ? undefined : (value / by).toFixed(value / by < 100 ? 1 : 0)
