import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, retainSearchParams } from '@tanstack/react-router'
import { Broken } from './broken.tsx'
import { Frame } from './frame.tsx'
import { NoSuchPage } from './no-such-page.tsx'
import { lasting, sharedSearch } from './search.ts'
import { installationOptions } from './use-page.ts'

/** What stands around every page. */
export const rootRoute = createRootRouteWithContext<{ readonly client: QueryClient }>()({
  validateSearch: sharedSearch,
  search: { middlewares: [retainSearchParams([...lasting])] },
  loader: ({ context }) => context.client.ensureQueryData(installationOptions()),
  component: Frame,
  errorComponent: Broken,
  notFoundComponent: NoSuchPage,
})
