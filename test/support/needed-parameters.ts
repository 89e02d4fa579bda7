/** Asks for a list. */
type List = (path: string) => Promise<{ readonly id: string; readonly repository: string; readonly number: number }[]>

const needed: Readonly<Record<string, (list: List) => Promise<Record<string, string>>>> = {
  'filter-values': async () => ({ filter: 'repo' }),
  blame: async (list) => ({ path: 'README.md', repo: (await list('/api/repositories'))[0]!.id }),
  'session-find': async () => ({ q: 'the' }),
  'pull-request': async (list) => {
    const [pull] = await list('/api/pull-requests')
    return { repo: pull!.repository, number: String(pull!.number) }
  },
}

/** What a question is asked with that cannot be asked without, by its name. */
export const neededBy = async (question: string, list: List): Promise<Record<string, string>> =>
  (await needed[question]?.(list)) ?? {}

/** Where the first item of a list is asked for; of sessions the one that wrote most. */
export const firstOf = (list: string): string => `/api/${list}?limit=1${list === 'sessions' ? '&sort=lines' : ''}`
