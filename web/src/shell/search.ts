import { z } from 'zod'

const text = z.string().min(1).max(1000).optional().catch(undefined)
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined)

/** The periods that have a name; without one, it is the latest seven days with activity. */
const periodNames = ['today', 'week', '7d', '30d', 'all', 'custom'] as const

/** What every page has in its address: scope, period and the open panel. */
export const sharedSearch = z.object({
  project: text,
  repo: text,
  team: text,
  person: text,
  period: z.enum(periodNames).optional().catch(undefined),
  since: day,
  until: day,
  panel: text,
})

export type SharedSearch = z.output<typeof sharedSearch>

/** What stays when somebody goes to another page. */
export const lasting = ['project', 'repo', 'team', 'person', 'period', 'since', 'until'] as const

/** Addresses that can be read and typed: every value is text. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search))

export const stringifySearch = (search: Record<string, unknown>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  const text = query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}
