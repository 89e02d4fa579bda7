import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { agentsRoute } from './pages/agents/route.ts'
import { fileRoute } from './pages/file/route.ts'
import { replayRoute } from './pages/replay/route.ts'
import { repositoriesRoute, repositoryRoute } from './pages/repositories/route.ts'
import { sessionsRoute } from './pages/sessions/route.ts'
import { settingsRoute } from './pages/settings/route.ts'
import { weekRoute } from './pages/week/route.ts'
import { rootRoute } from './shell/root-route.tsx'
import { parseSearch, stringifySearch } from './shell/search.ts'

const routeTree = rootRoute.addChildren([
  weekRoute,
  agentsRoute,
  sessionsRoute,
  replayRoute,
  repositoriesRoute,
  repositoryRoute,
  fileRoute,
  settingsRoute,
])

/** All pages, by their addresses. */
export const routerOf = (client: QueryClient) =>
  createRouter({
    routeTree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadDelay: 20,
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerOf>
  }
}
