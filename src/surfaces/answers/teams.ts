import { z } from 'zod'
import { type TeamRow, teamsOf } from '../../store/questions/teams.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, isoOrNull } from './fields.ts'
import { knownParameters, periodFrom } from './parameters.ts'

const item = z.strictObject({
  name: z.string(),
  from: z
    .array(z.enum(['file', 'settings']))
    .describe('Who names it: the people file, Settings (or `maestro teams`), both'),
  persons: z.array(z.strictObject({ id: z.string(), name: z.string() })).describe('Who is in it, by name'),
  sessions: count('Of people in it'),
  lastSessionAt: instant('Latest event of one of them').nullable(),
})

const itemOf = ({ name, from, persons, sessions, lastSessionAt }: TeamRow): z.output<typeof item> => ({
  name,
  from: [...from],
  persons: persons.map((person) => ({ id: person.id, name: person.name })),
  sessions,
  lastSessionAt: isoOrNull(lastSessionAt),
})

/** Teams that somebody named, by name. */
export const teams = defineAnswer({
  name: 'teams',
  path: '/teams',
  summary: 'the teams that somebody named, and who is in them; without any, everybody is one',
  parameters: z.strictObject(knownParameters),
  answer: z.strictObject({ items: z.array(item) }),
  run: async (context, parameters) => {
    const { asOf } = await periodFrom(context, parameters, context.now)
    return { items: (await teamsOf(context.client, asOf)).map(itemOf) }
  },
})
