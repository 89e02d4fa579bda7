import { z } from 'zod'
import { derive } from '../../../jobs/refresh.ts'
import { removeTeam } from '../../../store/teams.ts'
import { defineAction } from './action.ts'

/** Forgets a team. */
export const removeTeamAction = defineAction({
  name: 'remove-team',
  method: 'DELETE',
  path: '/teams/{name}',
  summary: 'forgets a team that was named here; people, sessions and commits stay as they are',
  parameters: z.strictObject({ name: z.string().max(1000) }),
  body: z.strictObject({}),
  answer: z.strictObject({ name: z.string() }),
  run: async ({ client, pricer }, { name }) => {
    await removeTeam(client, name)
    await derive(client, pricer)
    return { name }
  },
})
