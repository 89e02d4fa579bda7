import { useMatches } from '@tanstack/react-router'
import type { Answer, Parameters } from '../api/ask.ts'
import { useAnswer } from '../api/hooks.ts'
import { visibleLine } from '../ui/visible.ts'
import { pages } from './pages.ts'
import { type Scope, withScope } from './scope.ts'
import { setTheme } from './theme.ts'
import { useScope } from './use-page.ts'

export interface PaletteItem {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly keys?: string
  /** Where it leads, as the router takes it. */
  readonly go?: object
  readonly run?: () => void
}

export interface PaletteGroup {
  readonly title: string
  readonly items: readonly PaletteItem[]
}

const scopedTo = (scope?: Scope) => ({ to: '.', search: withScope(scope) })

const showing = (panel: string) => ({ to: '.', search: (before: object) => ({ ...before, panel }) })

const filesShown = 5

const filesGroup = (repository: string, { items }: Answer<'repository-files'>): PaletteGroup => ({
  title: 'Files',
  items: items.map(({ path }) => ({
    id: `file ${path}`,
    title: visibleLine(path),
    detail: 'where its lines come from',
    go: { to: '/repositories/$id/file', params: { id: repository }, search: { path } },
  })),
})

const foundGroups = (found: Answer<'find'>): readonly PaletteGroup[] => [
  {
    title: 'Projects',
    items: found.projects.map((name) => ({
      id: `project ${name}`,
      title: visibleLine(name),
      detail: 'narrow to it',
      go: scopedTo({ project: name }),
    })),
  },
  {
    title: 'Repositories',
    items: found.repositories.map(({ id, name }) => ({
      id: `repository ${id}`,
      title: visibleLine(name),
      detail: 'narrow to it',
      go: scopedTo({ repo: name }),
    })),
  },
  {
    title: 'Teams',
    items: found.teams.map((name) => ({
      id: `team ${name}`,
      title: visibleLine(name),
      detail: 'narrow to it',
      go: scopedTo({ team: name }),
    })),
  },
  {
    title: 'People',
    items: found.persons.map(({ id, name }) => ({
      id: `person ${id}`,
      title: visibleLine(name),
      detail: 'narrow to them',
      go: scopedTo({ person: name }),
    })),
  },
  {
    title: 'Sessions',
    items: found.sessions.map(({ id, intent, person, repository }) => ({
      id: `session ${id}`,
      title: intent === null ? id : visibleLine(intent),
      detail: visibleLine([person, repository].filter(Boolean).join(', ')),
      go: { to: '/sessions/$id', params: { id } },
    })),
  },
  {
    title: 'Pull requests',
    items: found.pullRequests.map(({ repository, number, title }) => ({
      id: `pull request ${repository} ${number}`,
      title: `#${number} ${visibleLine(title)}`,
      detail: visibleLine(repository),
      go: showing(`pr:${repository}#${number}`),
    })),
  },
  {
    title: 'Commits',
    items: found.commits.map(({ commit, subject, repository }) => ({
      id: `commit ${commit}`,
      title: `${commit.slice(0, 8)} ${visibleLine(subject)}`,
      detail: visibleLine(repository),
      go: showing(`commit:${commit}`),
    })),
  },
]

/** The repository whose files can be opened: that of the page, else that of the scope. */
const useRepository = (): string | undefined => {
  const { repo } = useScope()
  const ofPage = useMatches({
    select: (matches) =>
      matches.find(({ routeId }) => routeId.startsWith('/repositories/$id'))?.params as { id: string },
  })
  return ofPage?.id ?? repo
}

/** What the palette offers for some words: what is named so, the best first, with what was found before until it is there. */
export const usePaletteItems = (
  words: string,
  { onKeys }: { readonly onKeys: () => void },
): readonly PaletteGroup[] => {
  const wanted = words.trim()
  const parameters: Parameters<'find'> = { q: wanted.slice(0, 1000) }
  const { data: found } = useAnswer('find', parameters, { enabled: wanted !== '' })
  const repository = useRepository()
  const { data: files } = useAnswer(
    'repository-files',
    { id: repository ?? '', q: wanted.slice(0, 1000), limit: filesShown },
    { enabled: wanted !== '' && repository !== undefined },
  )
  const fits = ({ title }: PaletteItem) => title.toLowerCase().includes(wanted.toLowerCase())
  const fixed: readonly PaletteGroup[] = [
    {
      title: 'Pages',
      items: pages.map(({ to, key, title }) => ({ id: `page ${to}`, title, keys: `g ${key}`, go: { to } })),
    },
    {
      title: 'Commands',
      items: [
        { id: 'everything', title: 'Show everything: no scope', go: scopedTo() },
        { id: 'keys', title: 'Show all keys', keys: '?', run: onKeys },
        { id: 'light', title: 'Theme: light', run: () => setTheme('light') },
        { id: 'dark', title: 'Theme: dark', run: () => setTheme('dark') },
        { id: 'system', title: 'Theme: as the system', run: () => setTheme('system') },
      ],
    },
  ]
  const search: PaletteGroup = {
    title: 'Search',
    items: [
      {
        id: 'search',
        title: `Search what was said and done for “${wanted}”`,
        go: { to: '/sessions', search: { q: wanted } },
      },
    ],
  }
  return [
    ...fixed.map(({ title, items }) => ({ title, items: items.filter(fits) })),
    ...(wanted === '' || !found ? [] : foundGroups(found)),
    ...(wanted === '' || !files ? [] : [filesGroup(repository!, files)]),
    ...(wanted === '' ? [] : [search]),
  ].filter(({ items }) => items.length > 0)
}
