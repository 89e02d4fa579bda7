import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../shell/root-route.tsx'

export const repositoriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/repositories',
  staticData: { period: 'all' },
  component: lazyRouteComponent(() => import('./repositories-page.tsx'), 'RepositoriesPage'),
})

export const repositoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/repositories/$id',
  staticData: { period: 'all' },
  component: lazyRouteComponent(() => import('./repository-page.tsx'), 'RepositoryPage'),
})
