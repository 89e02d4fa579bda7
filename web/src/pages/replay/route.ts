import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { prefetch } from '../../api/hooks.ts'
import { rootRoute } from '../../shell/root-route.tsx'
import { outlineOptions } from './outline.ts'

const text = z.string().min(1).max(1000).optional().catch(undefined)

/** Where the replay stands, and what of the session it shows. */
const search = z.object({
  /** The event that is chosen. */
  event: text,
  /** The subagent that the event belongs to, where it is not of the session itself. */
  within: text,
  /** Whether the event is open. */
  open: z.literal('yes').optional().catch(undefined),
  /** What is looked for. */
  find: text,
  /** `talk`: prompts, answers and what came of them, without the tool calls between. */
  show: z.literal('talk').optional().catch(undefined),
  /** What stands beside; over the session where the screen is narrow. */
  side: z.enum(['overview', 'prompts']).optional().catch(undefined),
})

export type ReplaySearch = z.output<typeof search>

export const replayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions/$id',
  staticData: { period: false },
  validateSearch: search,
  loader: ({ context: { client }, params: { id } }) => {
    void prefetch(client, 'session', { id })
    void client.prefetchQuery(outlineOptions(client, id))
  },
  component: lazyRouteComponent(() => import('./replay-page.tsx'), 'ReplayPage'),
})
