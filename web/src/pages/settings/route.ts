import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../../shell/root-route.tsx'

const text = z.string().min(1).max(1000).optional().catch(undefined)

export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: z.object({
    what: z.enum(['session', 'repository', 'person', 'period', 'everything']).optional().catch(undefined),
    name: text,
    prices: z.enum(['all']).optional().catch(undefined),
  }),
  staticData: { period: false },
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
})
