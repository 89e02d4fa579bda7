import type { z } from 'zod'
import { activity } from './activity.ts'
import { blame } from './blame.ts'
import { commit } from './commit.ts'
import { commits } from './commits.ts'
import { deletionRecords } from './deletion-records.ts'
import { deletions } from './deletions.ts'
import { filterValues } from './filter-values.ts'
import { find } from './find.ts'
import { health } from './health.ts'
import { installation } from './installation.ts'
import { keeping } from './keeping.ts'
import { links } from './links.ts'
import { metrics } from './metrics.ts'
import { personProposals } from './person-proposals.ts'
import { personWords } from './person-words.ts'
import { persons } from './persons.ts'
import { prices } from './prices.ts'
import { projects } from './projects.ts'
import { pullRequest } from './pull-request.ts'
import { pullRequests } from './pull-requests.ts'
import { kinds } from './record-kinds.ts'
import { records } from './records.ts'
import { redactions } from './redactions.ts'
import { repositories } from './repositories.ts'
import { repositoryActivity } from './repository-activity.ts'
import { repositoryFiles } from './repository-files.ts'
import { repositoryTimeline } from './repository-timeline.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { sessionChecks } from './session-checks.ts'
import { sessionEdits } from './session-edits.ts'
import { sessionEntries } from './session-entries.ts'
import { sessionFind } from './session-find.ts'
import { sessionOutline } from './session-outline.ts'
import { sessionTotals } from './session-totals.ts'
import { sessions } from './sessions.ts'
import { setAside } from './set-aside.ts'
import { sources } from './sources.ts'
import { stored } from './stored-sizes.ts'
import { survival } from './survival.ts'
import { teams } from './teams.ts'
import { usage } from './usage.ts'
import { work } from './work.ts'

/** Every question that is answered as one JSON value. */
export const answers = [
  installation,
  work,
  usage,
  activity,
  sessions,
  sessionTotals,
  search,
  filterValues,
  find,
  session,
  sessionEntries,
  sessionEdits,
  sessionChecks,
  sessionOutline,
  sessionFind,
  commits,
  commit,
  blame,
  survival,
  links,
  pullRequests,
  pullRequest,
  repositories,
  repositoryActivity,
  repositoryTimeline,
  repositoryFiles,
  persons,
  personProposals,
  personWords,
  teams,
  projects,
  health,
  sources,
  setAside,
  redactions,
  stored,
  prices,
  metrics,
  kinds,
  keeping,
  deletions,
] as const

/** Every question that is answered as JSON lines. */
export const lines = [records, deletionRecords] as const

/**
 * Questions by name with what they take and what they answer, for programs in a browser: a type, nothing of the program
 * comes with it.
 */
export type Api = {
  readonly [Name in (typeof answers)[number] as Name['name']]: {
    readonly parameters: z.input<Name['parameters']>
    readonly answer: z.output<Name['answer']>
  }
}
