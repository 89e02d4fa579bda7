import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { compared, count, duration, plural } from '../../ui/format.ts'
import { costOf } from './figures.ts'
import type { Spent } from './groups.ts'
import type { AgentsData } from './use-agents.ts'
import { useNarrow } from './use-narrow.ts'
import { ratio, share } from './words.ts'

/** What agents did, in sentences, beside the period before. */
export const Lead = ({ data }: { readonly data: AgentsData }) => {
  const { sessions } = useNarrow()
  const { total, before, period } = data
  const { done, spent } = total
  const earlier = before.done
  const than = period.before?.label
  const beside = (now: number, then: number | undefined): string =>
    than === undefined ? '' : ` (${compared(now, then ?? 0)}${now === then ? ' as' : ' than'} ${than})`
  const was = (then: string | undefined): string => (than === undefined || then === undefined ? '' : ` (${then})`)
  if (!done) return <p>No session was active; what is shown below was spent by messages whose session is not told.</p>
  const perPrompt = ratio(done.toolCalls, done.prompts)
  const failed = share(done.toolErrors, done.toolCalls)
  return (
    <div className="mb-8 max-w-[70ch] space-y-3 text-pretty">
      <p>
        People asked <B>{plural(done.prompts, 'prompt')}</B>
        {beside(done.prompts, earlier?.prompts)} in{' '}
        <Link {...sessions} className="evidence font-semibold">
          {plural(done.sessions, 'session')}
        </Link>
        {beside(done.sessions, earlier?.sessions)}. Agents called tools <B>{times(done.toolCalls)}</B>
        {perPrompt !== undefined && `, ${perPrompt} times a prompt`}
        {was(earlier && ratio(earlier.toolCalls, earlier.prompts))}
        {failed === undefined
          ? '.'
          : `; ${failed} of the calls failed${was(earlier && share(earlier.toolErrors, earlier.toolCalls))}.`}
      </p>
      <p>
        People stopped an agent <B>{times(done.interruptions)}</B>
        {was(earlier && count(earlier.interruptions))} and refused <B>{plural(done.rejections, 'call')}</B>
        {was(earlier && count(earlier.rejections))}; a conversation outgrew its context <B>{times(done.compactions)}</B>
        {was(earlier && count(earlier.compactions))}.
      </p>
      <p>
        Agents were at work for <B>{duration(done.activeMs)}</B>
        {was(earlier && duration(earlier.activeMs))}, side by side added up, and their edits added{' '}
        <B>{plural(done.added, 'line')}</B> and removed <B>{count(done.removed)}</B>
        {was(earlier && `${count(earlier.added)} and ${count(earlier.removed)}`)}. At list price that is{' '}
        <B>{costOf(spent)}</B>
        {was(before.spent && costOf(before.spent))}
        {perSession(spent, done.sessions)}.
      </p>
      {than !== undefined && (
        <p className="text-xs text-soft">
          In brackets: {than}, {earlier ? 'for comparison.' : 'in which nothing was done.'}
        </p>
      )}
    </div>
  )
}

const B = ({ children }: { readonly children: ReactNode }) => <b className="font-semibold">{children}</b>

const times = (value: number): string => (value === 1 ? 'once' : `${count(value)} times`)

const perSession = (spent: Spent | undefined, sessions: number): string =>
  spent === undefined || spent.knownCostUsd === 0 || sessions === 0
    ? ''
    : `, ${costOf({ ...spent, knownCostUsd: spent.knownCostUsd / sessions })} a session`
