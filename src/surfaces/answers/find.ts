import { z } from 'zod'
import { knownSlotParts } from '../../metrics/usage/derive-usage-slots.ts'
import { knownIntentOf } from '../../narrative/known-intents.ts'
import { findNamed } from '../../store/questions/find-named.ts'
import { sessionsOf } from '../../store/questions/sessions-of.ts'
import { defineAnswer } from './answer.ts'
import { instant, iso } from './fields.ts'
import { knownParameters, periodFrom } from './parameters.ts'
import { queryText } from './search.ts'

const named = z.strictObject({ id: z.string(), name: z.string() })

const session = z.strictObject({
  id: z.string(),
  intent: z.string().nullable().describe('What it was for, in a line; null where nothing says it'),
  repository: z.string().nullable(),
  person: z.string(),
  endedAt: instant('Latest event'),
})

const pullRequest = z.strictObject({
  repository: z.string(),
  number: z.int(),
  title: z.string(),
  mergedAt: instant('When it was merged'),
})

const commit = z.strictObject({
  repository: z.string(),
  commit: z.string().describe('The full id'),
  subject: z.string(),
  committedAt: instant('As its committer says'),
})

/** The few things whose name is being typed. */
export const find = defineAnswer({
  name: 'find',
  path: '/find',
  summary:
    'the few projects, teams, persons, repositories, sessions, pull requests and commits of a name, id or number, for a palette',
  parameters: z.strictObject({
    q: queryText('Words of names, titles and subjects or their beginnings; the beginning of an id; a number'),
    limit: z.int().min(1).max(20).default(5).describe('At most so many of each kind (1 to 20)'),
    ...knownParameters,
  }),
  answer: z.strictObject({
    projects: z.array(z.string()).describe('Their names'),
    teams: z.array(z.string()).describe('Their names'),
    persons: z.array(named),
    repositories: z.array(named),
    sessions: z.array(session),
    pullRequests: z.array(pullRequest),
    commits: z.array(commit),
  }),
  run: async (context, { q, limit, ...parameters }) => {
    const { client, pricer } = context
    const { asOf, timezone } = await periodFrom(context, parameters, context.now)
    const found = await findNamed(client, { text: q, limit, asOf })
    const period = asOf === undefined ? { timezone } : { timezone, asOf }
    const parts = found.sessions.length === 0 ? [] : await knownSlotParts(client, period, pricer)
    const rows = found.sessions.length === 0 ? [] : await sessionsOf(client, period, { ids: found.sessions }, parts)
    return {
      projects: found.projects,
      teams: found.teams,
      persons: found.persons,
      repositories: found.repositories,
      sessions: rows.map((row) => ({
        id: row.logId,
        intent: knownIntentOf(row) ?? null,
        repository: row.repositoryName,
        person: row.personName,
        endedAt: iso(row.endedAt),
      })),
      pullRequests: found.pullRequests.map(({ repositoryName, number, title, at }) => ({
        repository: repositoryName,
        number,
        title,
        mergedAt: iso(at),
      })),
      commits: found.commits.map(({ repositoryName, sha, subject, at }) => ({
        repository: repositoryName,
        commit: sha,
        subject,
        committedAt: iso(at),
      })),
    }
  },
})
