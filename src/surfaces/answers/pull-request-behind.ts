import type { ClientBase } from 'pg'
import { z } from 'zod'
import { confidences, type LinkRow, linksOf } from '../../store/questions/links-of.ts'
import type { Period } from '../../store/questions/period.ts'
import type { MadeCommit } from '../../store/questions/pull-request-commits.ts'
import { behindFields, behindOf } from './behind.ts'
import { count } from './fields.ts'

/** A session behind a pull request. */
export const sessionBehindPullRequest = z.strictObject({
  session: z.string().describe("The log's id"),
  confidence: z.enum(confidences).describe('The surest of those with which it stands behind a commit of it'),
  methods: z.array(z.string()).describe('How it was found, of all its commits'),
  commits: count('Commits of it that the session stands behind'),
  lines: count('Of its counted lines those found in the edits of the session'),
  shownShare: z.number().describe('The same as a share; 0 where no line counts'),
  ...behindFields,
})

type Item = z.output<typeof sessionBehindPullRequest>

/** The counted lines of commits, and those found in session edits; null where no session edit is old enough to be theirs. */
export const linesOfCommits = (
  commits: readonly MadeCommit[],
): { readonly countedLines: number | null; readonly foundLines: number | null } => {
  const compared = commits.filter(({ merge, countedLines }) => !merge && countedLines !== null)
  if (compared.length === 0) return { countedLines: null, foundLines: null }
  const sum = (key: 'countedLines' | 'foundLines') => compared.reduce((total, commit) => total + (commit[key] ?? 0), 0)
  return { countedLines: sum('countedLines'), foundLines: sum('foundLines') }
}

/** The sessions behind the commits of a pull request, those with most of its lines first. */
export const behindPullRequest = async (
  client: ClientBase,
  period: Period,
  repository: string,
  commits: readonly MadeCommit[],
): Promise<Item[]> => {
  const shas = commits.flatMap(({ merge, sha }) => (merge ? [] : [sha]))
  const links = await linksOf(client, period, { commits: { repository, shas } })
  const behind = await behindOf(client, period, repository, links)
  const counted = linesOfCommits(commits).countedLines ?? 0
  return [...Map.groupBy(links, ({ session }) => session).entries()]
    .map(([session, own]) => ({ ...joined(own, counted), ...behind.get(session)! }))
    .toSorted((a, b) => b.lines - a.lines || (a.session < b.session ? -1 : 1))
}

const joined = (links: readonly LinkRow[], counted: number) => {
  const lines = links.reduce((total, link) => total + link.lines, 0)
  return {
    session: links[0]!.logId,
    confidence: confidences.find((each) => links.some(({ confidence }) => confidence === each))!,
    methods: [...new Set(links.flatMap(({ methods }) => methods))].toSorted(),
    commits: links.length,
    lines,
    shownShare: counted === 0 ? 0 : Math.min(1, lines / counted),
  }
}
