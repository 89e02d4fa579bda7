import { z } from 'zod'
import { type Period, periodOf } from '../../store/questions/period.ts'
import type { Scope } from '../../store/questions/scope-sql.ts'
import type { AnswerContext } from './answer.ts'

/** Text that PostgreSQL takes: no NUL. */
const words = z
  .string()
  .min(1)
  .max(1000)
  .refine((text) => !text.includes('\0'), 'a character that cannot be stored')

/** A parameter of text. */
export const text = (description: string) => words.describe(description)

/** A parameter of a day or an instant. */
export const when = (description: string) =>
  text(`${description}: \`2026-02-09\`, \`2026-02\`, \`2026-02-09T14:30Z\`, \`today\`, \`yesterday\`, \`7d\`, \`2w\``)

/** What any answer can be asked as of. */
export const knownParameters = {
  asOf: when('As it was known then').optional(),
  timezone: text("IANA time zone in which days begin (default: the installation's)").optional(),
}

/** What an answer of a period can be asked for. */
export const periodParameters = {
  since: when('From this day or instant on').optional(),
  until: when('Up to and with this day, or before this instant').optional(),
  ...knownParameters,
}

/** What an answer can be narrowed to. */
export const scopeParameters = {
  repo: text('Only in this repository: `owner/name`, `name` or its id').optional(),
  person: text('Only of this person: name or id, or an address or home directory of theirs').optional(),
  team: text('Only of people in this team').optional(),
  project: text('Only of this project; where no project is called so, of the repository of that name').optional(),
}

/** The scope that parameters name. */
export const scopeFrom = ({
  repo,
  person,
  team,
  project,
}: {
  readonly repo?: string | undefined
  readonly person?: string | undefined
  readonly team?: string | undefined
  readonly project?: string | undefined
}): Scope => ({ repository: repo, person, team, project })

/** What leaves out of an answer all but some. */
export const filters = {
  ...scopeParameters,
  agent: text('Only of this agent: `claude-code`, `codex`').optional(),
}

/** How a long answer is read page by page. More than `most` is refused. */
export const pageParameters = (usual: number, most: number) => ({
  limit: z.int().min(1).max(most).default(usual).describe(`At most so many items on a page (1 to ${most})`),
  cursor: text("Where the page begins: `next` of the page before it; without one, the list's beginning").optional(),
})

/** The period that parameters name, counted from an instant in the installation's time zone. */
export const periodFrom = (
  { client, workspace }: AnswerContext,
  given: {
    readonly since?: string | undefined
    readonly until?: string | undefined
    readonly asOf?: string | undefined
    readonly timezone?: string | undefined
  },
  now: number,
): Promise<Period> => {
  const { since, until, asOf, timezone = workspace.timezone } = given
  return periodOf(client, { since, until, asOf, timezone }, now)
}
