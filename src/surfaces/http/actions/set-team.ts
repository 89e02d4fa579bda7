import { z } from 'zod'
import { derive } from '../../../jobs/refresh.ts'
import { setTeam } from '../../../store/teams.ts'
import { defineAction } from './action.ts'

const members = z.array(z.string().min(1).max(1000)).max(1000).describe('Names, addresses, home directories or ids')

/** Names a team, or says anew who is in it. */
export const setTeamAction = defineAction({
  name: 'set-team',
  method: 'POST',
  path: '/teams',
  summary: 'names a team, or says anew who is in it',
  parameters: z.strictObject({}),
  body: z.strictObject({
    name: z.string().max(1000),
    before: z.string().max(1000).optional().describe('What it was called until now, where it gets another name'),
    members,
  }),
  answer: z.strictObject({ name: z.string(), members }),
  run: async ({ client, pricer }, _parameters, { before, ...team }) => {
    const named = await setTeam(client, team, before)
    await derive(client, pricer)
    return named
  },
})
