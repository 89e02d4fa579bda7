/** The filters of a query, and what each is about, for the box that completes them. */
export const filters = [
  { name: 'repo', about: 'in a repository' },
  { name: 'person', about: 'of a person' },
  { name: 'team', about: 'of a team' },
  { name: 'project', about: 'of a project' },
  { name: 'agent', about: 'of an agent' },
  { name: 'model', about: 'that used a model' },
  { name: 'tool', about: 'that called a tool' },
  { name: 'file', about: 'that edited a file' },
  { name: 'branch', about: 'begun on a branch' },
  { name: 'dir', about: 'in a directory' },
  { name: 'on', about: 'active on a day' },
  { name: 'after', about: 'active after a day' },
  { name: 'before', about: 'begun before a day' },
] as const

export type FilterName = (typeof filters)[number]['name']

const dates = ['on', 'after', 'before'] as const

export type DateFilter = (typeof dates)[number]

export const isDateFilter = (name: FilterName): name is DateFilter => dates.some((date) => date === name)

/** Days that can be named by a word. */
export const spokenDays = ['today', 'yesterday', '7d', '2w', '3m'] as const
