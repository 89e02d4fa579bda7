import { records } from './001-records.ts'
import { derived } from './002-derived.ts'
import { deletions } from './003-deletions.ts'
import { browsers } from './004-browsers.ts'
import { directories } from './005-directories.ts'
import { wholeOutputs } from './006-whole-outputs.ts'
import { logLines } from './007-log-lines.ts'
import { search } from './008-search.ts'
import { activity } from './009-activity.ts'
import { projects } from './010-projects.ts'
import { merges } from './011-merges.ts'
import { problemSince } from './012-problem-since.ts'
import { wordPairs } from './013-word-pairs.ts'
import { ledger } from './014-ledger.ts'
import { links } from './015-links.ts'
import { fates } from './016-fates.ts'
import { evidence } from './017-evidence.ts'
import { checks } from './018-checks.ts'
import { people } from './019-people.ts'

/** One step of the data's layout. A step that was released is never changed. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

export const migrations: readonly Migration[] = [
  records,
  derived,
  deletions,
  browsers,
  directories,
  wholeOutputs,
  logLines,
  search,
  activity,
  projects,
  merges,
  problemSince,
  wordPairs,
  ledger,
  links,
  fates,
  evidence,
  checks,
  people,
]
