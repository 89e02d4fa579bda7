import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../../shell/root-route.tsx'
import { sortNames } from './sorts.ts'

const text = z.string().min(1).max(1000).optional().catch(undefined)

export const sessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions',
  validateSearch: z.object({ q: text, agent: text, sort: z.enum(sortNames).optional().catch(undefined) }),
  staticData: { period: 'all' },
  component: lazyRouteComponent(() => import('./sessions-page.tsx'), 'SessionsPage'),
})
