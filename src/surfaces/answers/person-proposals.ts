import { z } from 'zod'
import { likelyPersons } from '../../linking/people/likely-persons.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'
import { reasonInWords } from './reason-in-words.ts'

const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  identities: z.array(z.string()).describe('`email:<address>` or `home:<directory>`: what they are known by'),
})

const reason = z.strictObject({
  method: z
    .enum(['name', 'login', 'local-user', 'printed', 'linked'])
    .describe(
      'Both have one name; one has the login of the other; the local user of a home is called so; git, run by sessions of the home, made commits as them; their commits have lines of sessions of the home',
    ),
  says: z.string().describe('The same in a sentence'),
  a: z.string().describe('What of the first person it is seen in: `email:<address>` or `home:<directory>`'),
  b: z.string().describe('The same of the second'),
  shared: z.string().nullable().describe('The name, login or local user'),
  commits: count('Commits that say so').nullable(),
  ofCommits: count("Commits that the home's sessions had to do with in this way").nullable(),
  sessions: count('Sessions that say so').nullable(),
  example: z
    .strictObject({ repository: z.string(), commit: z.string(), session: z.string() })
    .nullable()
    .describe('The latest such commit, and the session'),
})

/** Persons that are likely one, for a yes or a no. */
export const personProposals = defineAnswer({
  name: 'person-proposals',
  path: '/persons/proposals',
  summary: 'persons that are likely one, with what speaks for it; none is joined without a yes',
  parameters: z.strictObject({}),
  answer: z.strictObject({ items: z.array(z.strictObject({ a: person, b: person, reasons: z.array(reason) })) }),
  run: async ({ client }) => ({
    items: (await likelyPersons(client)).map(({ a, b, reasons }) => ({
      a: { id: a.id, name: a.name, identities: a.identities.map(({ id }) => id) },
      b: { id: b.id, name: b.name, identities: b.identities.map(({ id }) => id) },
      reasons: reasons.map(({ example, ...told }) => ({
        ...told,
        says: reasonInWords({ example, ...told }),
        example: example && { repository: example.repository, commit: example.sha, session: example.session },
      })),
    })),
  }),
})
