import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { prefetch, prefetchPages } from '../../api/hooks.ts'
import { rootRoute } from '../../shell/root-route.tsx'
import { installationOptions } from '../../shell/use-page.ts'
import { questionsOf } from './questions.ts'
import { sortNames } from './sorts.ts'

const text = z.string().min(1).max(1000).optional().catch(undefined)

export const sessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions',
  validateSearch: z.object({ q: text, agent: text, sort: z.enum(sortNames).optional().catch(undefined) }),
  staticData: { period: 'all' },
  loaderDeps: ({ search: { panel: _, ...search } }) => search,
  loader: async ({ context: { client }, deps }) => {
    const { list, search, totals } = questionsOf(deps, await client.ensureQueryData(installationOptions()))
    if (deps.q === undefined) void prefetchPages(client, 'sessions', list)
    else void prefetchPages(client, 'search', search)
    void prefetch(client, 'session-totals', totals)
  },
  component: lazyRouteComponent(() => import('./sessions-page.tsx'), 'SessionsPage'),
})
