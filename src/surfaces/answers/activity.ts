import { z } from 'zod'
import { MaestroError } from '../../model/errors.ts'
import {
  type ActivityDimension,
  type ActivityRow,
  activityBy,
  activityDimensions,
} from '../../store/questions/activity-by.ts'
import { defineAnswer } from './answer.ts'
import { count, milliseconds } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { filters, pageParameters, periodFrom, periodParameters, scopeFrom, text } from './parameters.ts'

const more: Partial<Record<ActivityDimension, string>> = {
  action: ': what tool calls did; `none` has what belongs to no call, such as prompts',
  weekday: ': `1` for Monday to `7`',
  hour: ': the hour of the day, `00` to `23`',
}

const key = (dimension: ActivityDimension) =>
  z
    .string()
    .optional()
    .describe(`Where it is grouped by ${dimension}${more[dimension] ?? ''}`)

const row = z.strictObject({
  ...(Object.fromEntries(activityDimensions.map((dimension) => [dimension, key(dimension)])) as Record<
    ActivityDimension,
    ReturnType<typeof key>
  >),
  sessions: count('In which somebody asked something or a tool was called, in this group'),
  prompts: count('Of humans'),
  toolCalls: z.int(),
  toolErrors: z.int(),
  interruptions: z.int(),
  rejections: z.int(),
  compactions: z.int(),
  edits: z.int(),
  added: count('Lines'),
  removed: count('Lines'),
  activeMs: milliseconds('In which agents worked, side by side added up').int(),
})

/** A row of activity as it is answered. */
export type ActivityItem = z.output<typeof row>

const itemOf = ({ keys, ...figures }: ActivityRow): ActivityItem => ({ ...keys, ...figures })

/**
 * What activity is grouped by, from names with commas between; by nothing for `total`. Throws `MaestroError('usage')`
 * for any other.
 */
export const activityDimensionsOf = (value: string): ActivityDimension[] => {
  const names = value
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  if (names.length === 1 && names[0] === 'total') return []
  const wrong = names.find((name) => !activityDimensions.includes(name as ActivityDimension))
  if (wrong !== undefined || names.length === 0) {
    throw new MaestroError(
      'usage',
      `Activity cannot be grouped by "${wrong ?? value}".`,
      wrong === 'model'
        ? `Logs do not tell which model called a tool; usage can be grouped by model. Give one or more of ${activityDimensions.join(', ')}.`
        : `Give one or more of ${activityDimensions.join(', ')}.`,
    )
  }
  return [...new Set(names)] as ActivityDimension[]
}

/** What agents did. */
export const activity = defineAnswer({
  name: 'activity',
  path: '/activity',
  summary: 'what agents did, by any of agent, day, week, month, repo, person, weekday, hour, action',
  parameters: z.strictObject({
    by: text(
      `What to group by, with commas between: ${activityDimensions.map((name) => `\`${name}\``).join(', ')}; \`total\` for one row of all, in which a session of several days counts once. Not by model: logs do not tell which one called a tool`,
    ).default('day'),
    ...filters,
    ...periodParameters,
    ...pageParameters(1000, 1000),
  }),
  answer: pageOf(row),
  run: async (context, parameters) => {
    const by = activityDimensionsOf(parameters.by)
    const start = startOf(`activity ${by}`, z.array(z.string()).length(by.length), parameters, context.now)
    const period = await periodFrom(context, parameters, start.now)
    const { agent, limit } = parameters
    const rows = await activityBy(context.client, by, period, {
      ...scopeFrom(parameters),
      agent,
      after: start.after,
      limit: limit + 1,
    })
    return pageFrom(start, rows, limit, { item: itemOf, key: ({ keys }) => by.map((name) => keys[name]!) })
  },
})
