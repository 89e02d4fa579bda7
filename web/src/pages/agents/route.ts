import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../../shell/root-route.tsx'
import { installationOptions } from '../../shell/use-page.ts'
import { figureNames } from './figures.ts'
import { dimensions } from './groups.ts'
import { questionsOf } from './questions.ts'

export const agentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agents',
  validateSearch: z.object({
    by: z.enum(dimensions).optional().catch(undefined),
    show: z.enum(figureNames).optional().catch(undefined),
    agent: z.string().min(1).max(100).optional().catch(undefined),
    table: z.literal('1').optional().catch(undefined),
  }),
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps }) => {
    const installation = await context.client.ensureQueryData(installationOptions())
    for (const query of questionsOf(deps, installation).queries) void context.client.prefetchQuery(query as never)
  },
  staticData: { period: true },
  component: lazyRouteComponent(() => import('./agents-page.tsx'), 'AgentsPage'),
})
