import type { z } from 'zod'
import { commits } from './commits.ts'
import { deletions } from './deletions.ts'
import { health } from './health.ts'
import { keeping } from './keeping.ts'
import { metrics } from './metrics.ts'
import { persons } from './persons.ts'
import { pullRequests } from './pull-requests.ts'
import { kinds } from './record-kinds.ts'
import { records } from './records.ts'
import { repositories } from './repositories.ts'
import { session } from './session.ts'
import { sessionEntries } from './session-entries.ts'
import { sessions } from './sessions.ts'
import { setAside } from './set-aside.ts'
import { sources } from './sources.ts'
import { stored } from './stored-sizes.ts'
import { usage } from './usage.ts'
import { work } from './work.ts'

/** Every question that is answered as one JSON value. */
export const answers = [
  work,
  usage,
  sessions,
  session,
  sessionEntries,
  commits,
  pullRequests,
  repositories,
  persons,
  health,
  sources,
  setAside,
  stored,
  metrics,
  kinds,
  keeping,
  deletions,
] as const

/** Every question that is answered as JSON lines. */
export const lines = [records] as const

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
