import type { ClientBase } from 'pg'
import { activityColumns, activityFigures, activitySql } from './activity-sql.ts'
import { endOf, type Period } from './period.ts'
import { type Bind, type Scope, sessionScope } from './scope-sql.ts'
import { cutThrough, slotDimensions, wholeSlots } from './slots.ts'

/** What activity can be grouped by: the SQL of each key. */
const dimensions = {
  ...slotDimensions,
  weekday: `to_char(part.slot at time zone $1, 'ID')`,
  hour: `to_char(part.slot at time zone $1, 'HH24')`,
  action: 'part.action',
} as const

/** Cheaper keys for slots and sessions, of which a group has many, and how the key is told from one. */
const near: Partial<Record<ActivityDimension, { readonly key: string; readonly told: (key: string) => string }>> = {
  day: { key: `(part.slot at time zone $1)::date`, told: (key) => `to_char(${key}, 'YYYY-MM-DD')` },
  week: { key: `date_trunc('week', part.slot at time zone $1)`, told: (key) => `to_char(${key}, 'YYYY-MM-DD')` },
  month: { key: `date_trunc('month', part.slot at time zone $1)`, told: (key) => `to_char(${key}, 'YYYY-MM')` },
  repo: { key: `coalesce(repository.name, 'unknown')`, told: (key) => key },
  person: { key: `coalesce(person.name, 'unknown')`, told: (key) => key },
}

export type ActivityDimension = keyof typeof dimensions

export const activityDimensions = Object.keys(dimensions) as ActivityDimension[]

/** What was done in one group. Subagents count with the session that started them. */
export interface ActivityRow {
  readonly keys: Readonly<Partial<Record<ActivityDimension, string>>>
  /** Sessions in which somebody asked something or a tool was called, in this group. */
  readonly sessions: number
  readonly prompts: number
  readonly toolCalls: number
  readonly toolErrors: number
  readonly interruptions: number
  readonly rejections: number
  readonly compactions: number
  readonly edits: number
  readonly added: number
  readonly removed: number
  readonly activeMs: number
}

export interface ActivityFilter extends Scope {
  readonly agent?: string | undefined
  /** Only what comes after the row with these keys. */
  readonly after?: readonly string[] | undefined
  readonly limit?: number | undefined
}

/** Sums of what logs claim may be larger than a number can be. */
const most = Number.MAX_SAFE_INTEGER

const columns = activityColumns.join(', ')

const wholeSql = `select ${columns} from activity_slot
  where org = 1 and ($2::timestamptz is null or slot >= $2) and ($3::timestamptz is null or slot < $3)`

/** What of the slots in `$5` lies in the period from `$6` to `$7`, counted from the records. */
const cutSql = `select ${columns} from (${activitySql(
  `coalesce((select array_agg(distinct session) from activity_slot where org = 1 and slot = any($5)), '{}')`,
  `exists (select from unnest($5::timestamptz[]) cut (slot) where at >= cut.slot and at < cut.slot + interval '15 minutes')
    and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)`,
)}) cut`

/** Activity of a period, grouped. Rows are ordered by their keys. */
export const activityBy = async (
  client: ClientBase,
  by: readonly ActivityDimension[],
  period: Period,
  filter: ActivityFilter = {},
): Promise<ActivityRow[]> => {
  const { from, to } = wholeSlots(period)
  const { agent, after, limit } = filter
  const cuts = cutThrough(period)
  const end = endOf(period)
  const values: unknown[] = [
    period.timezone,
    from,
    to,
    most,
    ...(cuts.length === 0
      ? []
      : [cuts, period.since === undefined ? null : new Date(period.since), end === undefined ? null : new Date(end)]),
  ]
  const bind: Bind = (value) => `$${values.push(value)}`
  const conditions = ['$1::text is not null', ...sessionScope(filter, bind)]
  if (agent !== undefined) conditions.push(`split_part(part.session, ':', 1) = ${bind(agent)}`)
  const keys = by.map((dimension, index) => `${near[dimension]?.key ?? dimensions[dimension]} as key${index}`)
  const told = by.map((dimension, index) => `${near[dimension]?.told(`key${index}`) ?? `key${index}`} as key${index}`)
  const names = by.map((_, index) => `key${index}`).join(', ')
  const { rows } = await client.query<Record<string, never>>(
    `select * from (
       select ${[...told, 'count(*) filter (where prompts > 0 or tool_calls > 0) as sessions'].join(', ')},
         ${activityFigures.map((name) => `least(sum(${name}), $4)::bigint as ${name}`).join(', ')}
       from (
         select ${[...keys, 'coalesce(place.root, part.session) as root'].join(', ')},
           ${activityFigures.map((name) => `sum(part.${name}) as ${name}`).join(', ')}
         from (${cuts.length === 0 ? wholeSql : `${wholeSql} union all ${cutSql}`}) part
         left join session_place place on place.org = 1 and place.session = part.session
         ${by.includes('repo') ? 'left join repository on repository.org = 1 and repository.id = place.repository' : ''}
         ${by.includes('person') ? 'left join person on person.org = 1 and person.id = place.person' : ''}
         where ${conditions.join(' and ')}
         group by ${[...keys, 'root'].map((_, index) => index + 1).join(', ')}
       ) tree
       ${by.length > 0 ? `group by ${by.map((_, index) => index + 1).join(', ')}` : 'having count(*) > 0'}
     ) grouped
     ${after ? `where (${names}) > (${after.map(bind).join(', ')})` : ''}
     ${by.length > 0 ? `order by ${names}` : ''} ${limit === undefined ? '' : `limit ${bind(limit)}`}`,
    values,
  )
  return rows.map((row) => ({
    keys: Object.fromEntries(by.map((dimension, index) => [dimension, row[`key${index}`]])),
    sessions: row.sessions!,
    prompts: row.prompts!,
    toolCalls: row.tool_calls!,
    toolErrors: row.tool_errors!,
    interruptions: row.interruptions!,
    rejections: row.rejections!,
    compactions: row.compactions!,
    edits: row.edits!,
    added: row.added!,
    removed: row.removed!,
    activeMs: row.active_ms!,
  }))
}
