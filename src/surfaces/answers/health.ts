import { z } from 'zod'
import { connectors } from '../../connectors/index.ts'
import { connectorTotals, failedSources } from '../../store/questions/connector-totals.ts'
import { defineAnswer } from './answer.ts'
import { count, counts, instant, iso } from './fields.ts'

const failedShown = 100

const home = z.strictObject({
  path: z.string(),
  claudeFolders: z.array(z.string()),
  codexFolders: z.array(z.string()),
})

const problem = z.strictObject({ path: z.string(), reason: z.string(), next: z.string() })

const connector = z.strictObject({
  name: z.string(),
  title: z.string(),
  sources: z.int(),
  unfinished: count('Sources that are not read to the end yet'),
  failed: z
    .array(
      z.strictObject({
        id: z.string(),
        problem: z.string(),
        next: z.string().nullable().describe('What to do about it'),
        since: instant('When it was first found so'),
        records: count('Read of it before, which stay'),
      }),
    )
    .describe(`Sources that cannot be read; the first ${failedShown} of all connectors`),
  bytes: z.int(),
  items: count('Lines of logs, or commits'),
  records: z.int(),
  setAside: count('Stretches that could not be understood'),
  skipped: counts('What is known and not needed'),
  unknown: counts('What is not known'),
  versions: counts('By which versions of the agent it was written'),
  redacted: counts('Secrets that were taken out, by kind'),
})

const nothing = {
  sources: 0,
  unfinished: 0,
  bytes: 0,
  items: 0,
  records: 0,
  setAside: 0,
  skipped: {},
  unknown: {},
  versions: {},
  redacted: {},
}

/** What was found, read and set aside. */
export const health = defineAnswer({
  name: 'health',
  path: '/health',
  summary: 'what is read, and what each kind of source gave',
  parameters: z.strictObject({}),
  answer: z.strictObject({
    sample: z.boolean(),
    homes: z.array(home),
    repositories: z.array(z.string()).describe('Repositories that were named'),
    problems: z.array(problem).describe('What was named and cannot be read'),
    connectors: z.array(connector),
  }),
  run: async ({ client, workspace }) => {
    const totals = new Map((await connectorTotals(client)).map(({ connector, ...of }) => [connector, of]))
    const failed = Map.groupBy(await failedSources(client, failedShown), (source) => source.connector)
    return {
      sample: workspace.sample,
      homes: workspace.homes.map(({ path, claudeFolders, codexFolders }) => ({ path, claudeFolders, codexFolders })),
      repositories: workspace.settings.repositories,
      problems: workspace.problems.map(({ path, reason, next }) => ({ path, reason, next })),
      connectors: connectors.map(({ name, title }) => ({
        name,
        title,
        ...(totals.get(name) ?? nothing),
        failed: (failed.get(name) ?? []).map(({ id, problem: what, next, since, records }) => ({
          id,
          problem: what,
          next,
          since: iso(since),
          records,
        })),
      })),
    }
  },
})
