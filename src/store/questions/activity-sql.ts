import { slotSql } from './slots.ts'

/** What is counted in a slot. */
export const activityFigures = [
  'prompts',
  'tool_calls',
  'tool_errors',
  'interruptions',
  'rejections',
  'compactions',
  'edits',
  'added',
  'removed',
  'active_ms',
] as const

type Figure = (typeof activityFigures)[number]

/** The columns of `activity_slot` without the organisation, in the order of `activitySql`. */
export const activityColumns = ['slot', 'session', 'action', ...activityFigures] as const

/** The action under which stands what belongs to no tool call. */
const noAction = 'none'

const figures = (given: Partial<Record<Figure, string>>): string =>
  activityFigures.map((name) => given[name] ?? '0').join(', ')

const ofType = (type: string): string => `(type = '${type}')::int`

/**
 * SQL that counts what happened in sessions by quarter of an hour and by what tool calls did. Added up over a session it
 * gives that session's summary (`summarySql`). Active time is counted event by event: the time since the event before it
 * in the same turn counts when the event happens. So it needs nothing that is not known yet, and a night between two
 * events makes one slot and not fifty.
 *
 * @param sessions SQL of the ids, a text[]
 * @param happened SQL of a condition on `at`: what of the sessions is counted
 */
export const activitySql = (sessions: string, happened = 'true'): string => {
  const of = (table: string) => `from ${table} where org = 1 and session = any(${sessions})`
  const counted = (table: string) => `${of(table)} and ${happened}`
  const actionOf = (call: string) =>
    `coalesce((select action from tool_call call where call.org = 1 and call.id = ${call} and call.session = event.session), '${noAction}')`
  return `
   select ${slotSql('at')} as slot, session, action,
     ${activityFigures.map((name) => `sum(${name})::bigint as ${name}`).join(', ')}
   from (
     select session, at, '${noAction}' as action, ${figures({ active_ms: 'extract(epoch from at - before) * 1000' })}
     from (
       select session, at, turn, lag(at) over (partition by session, turn order by at) as before from (
         select session, at, count(*) filter (where prompt) over (partition by session order by at, prompt desc) as turn
         from (
           select session, at, true as prompt ${of('turn')}
           union all select session, at, false ${of('message')}
           union all select session, at, false ${of('tool_call')}
           union all select session, at, false ${of('tool_result')}
         ) event
       ) numbered
     ) timed
     where turn > 0 and at > before and ${happened}
     union all select session, at, '${noAction}', ${figures({ prompts: '1' })} ${counted('turn')} and human
     union all select session, at, action, ${figures({ tool_calls: '1' })} ${counted('tool_call')}
     union all select session, at, ${actionOf('event.id')}, ${figures({ tool_errors: '1' })}
       ${counted('tool_result event')} and status = 'error'
     union all select session, at, ${actionOf('event.call')}, ${figures({ edits: '1', added: 'added', removed: 'removed' })}
       ${counted('edit event')}
     union all select session, at, '${noAction}', ${figures({
       interruptions: ofType('interruption'),
       rejections: ofType('rejection'),
       compactions: ofType('compaction'),
     })} ${counted('session_event')} and type in ('interruption', 'rejection', 'compaction')
   ) as counted (session, at, action, ${activityFigures.join(', ')})
   group by 1, 2, 3`
}
