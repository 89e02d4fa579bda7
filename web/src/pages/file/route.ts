import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { prefetch } from '../../api/hooks.ts'
import { rootRoute } from '../../shell/root-route.tsx'
import { fileQuestion } from './questions.ts'

/** Which file it is, when, and which of its lines are meant. */
const search = z.object({
  /** Below the root of the repository. */
  path: z.string().min(1).max(4000).optional().catch(undefined),
  /** At a commit: its id or its beginning. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{4,64}$/i)
    .optional()
    .catch(undefined),
  /** As it was at the end of this day. */
  on: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .catch(undefined),
  /** `12`, or `12-20`. */
  line: z
    .string()
    .regex(/^[1-9]\d{0,8}(?:-[1-9]\d{0,8})?$/)
    .optional()
    .catch(undefined),
})

export type FileSearch = z.output<typeof search>

export const fileRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/repositories/$id/file',
  staticData: { period: false },
  validateSearch: search,
  loaderDeps: ({ search: { path, commit, on } }) => ({ path, commit, on }),
  loader: ({ context: { client }, params: { id }, deps }) => {
    if (deps.path !== undefined) void prefetch(client, 'blame', fileQuestion(id, { ...deps, path: deps.path }))
  },
  component: lazyRouteComponent(() => import('./file-page.tsx'), 'FilePage'),
})
