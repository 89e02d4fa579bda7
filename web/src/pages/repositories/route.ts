import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { prefetch, prefetchPages } from '../../api/hooks.ts'
import { periodOf } from '../../shell/period.ts'
import { rootRoute } from '../../shell/root-route.tsx'
import { installationOptions } from '../../shell/use-page.ts'
import { overviewQuestions, timelineQuestion } from './questions.ts'

export const repositoriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/repositories',
  staticData: { period: 'all' },
  loaderDeps: ({ search: { panel: _, ...search } }) => search,
  loader: async ({ context: { client }, deps }) => {
    const { list, activity } = overviewQuestions(deps, await client.ensureQueryData(installationOptions()))
    void prefetchPages(client, 'repositories', list)
    void prefetch(client, 'repository-activity', activity)
  },
  component: lazyRouteComponent(() => import('./repositories-page.tsx'), 'RepositoriesPage'),
})

export const repositoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/repositories/$id',
  loaderDeps: ({ search: { period = 'all', since, until } }) => ({ period, since, until }),
  loader: async ({ context: { client }, deps, params: { id } }) => {
    const period = periodOf(deps, await client.ensureQueryData(installationOptions()))
    void prefetchPages(client, 'repository-timeline', timelineQuestion(id, period))
  },
  staticData: { period: 'all' },
  component: lazyRouteComponent(() => import('./repository-page.tsx'), 'RepositoryPage'),
})
