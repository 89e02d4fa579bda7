import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { prefetch } from '../../api/hooks.ts'
import { rootRoute } from '../../shell/root-route.tsx'
import { scopeOf } from '../../shell/scope.ts'
import { installationOptions } from '../../shell/use-page.ts'
import { workParameters } from './work-parameters.ts'

export const weekRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { period: true },
  loaderDeps: ({ search: { period, since, until, ...search } }) => ({ ...scopeOf(search), period, since, until }),
  loader: async ({ context: { client }, deps }) => {
    const installation = await client.ensureQueryData(installationOptions())
    void prefetch(client, 'work', workParameters(deps, installation))
  },
  component: lazyRouteComponent(() => import('./week-page.tsx'), 'WeekPage'),
})
