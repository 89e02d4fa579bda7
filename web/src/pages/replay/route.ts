import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../../shell/root-route.tsx'

/** The event that the replay stands at. */
const search = z.object({ event: z.string().min(1).max(1000).optional().catch(undefined) })

export const replayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions/$id',
  staticData: { period: false },
  validateSearch: search,
  component: lazyRouteComponent(() => import('./replay-page.tsx'), 'ReplayPage'),
})
