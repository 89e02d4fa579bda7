import type { Client } from 'pg'
import { cutSlots, knownSlotParts } from '../../src/metrics/usage/derive-usage-slots.ts'
import { workAnswer } from '../../src/narrative/work-answer.ts'
import { commitsOf } from '../../src/store/questions/commits-of.ts'
import { findNamed } from '../../src/store/questions/find-named.ts'
import type { Period } from '../../src/store/questions/period.ts'
import { pullRequestsOf } from '../../src/store/questions/pull-requests-of.ts'
import { searchHits } from '../../src/store/questions/search-hits.ts'
import { searchRequest } from '../../src/store/questions/search-request.ts'
import { searchSessions } from '../../src/store/questions/search-sessions.ts'
import { sessionEntries } from '../../src/store/questions/session-events.ts'
import { sessionsOf } from '../../src/store/questions/sessions-of.ts'
import { setAsideOf, sourcesState } from '../../src/store/questions/sources-state.ts'
import { storedSizes } from '../../src/store/questions/stored-sizes.ts'
import { subagentsOf } from '../../src/store/questions/subagents-of.ts'
import { usageBy, usageDimensions } from '../../src/store/questions/usage-by.ts'
import { pricer } from '../support/derive.ts'

const periods = (now: number): Period[] => [
  { timezone: 'UTC' },
  { timezone: 'Asia/Kathmandu', since: now - 30 * 86_400_000, until: now },
  { timezone: 'America/St_Johns', asOf: now - 100_000_000_123 },
  { timezone: 'UTC', asOf: Date.parse('2026-03-02T09:00:07Z') },
  { timezone: 'UTC', since: 0, until: Date.parse('2199-12-31T00:00:00Z') },
]

/** Asks every question there is, each session included. Answers how many rows came. */
export const askEverything = async (client: Client, now: number): Promise<number> => {
  let rows = 0
  for (const period of periods(now)) {
    const parts = await knownSlotParts(client, period, pricer)
    const cuts = await cutSlots(client, period, pricer)
    for (const dimension of usageDimensions) rows += (await usageBy(client, [dimension], period, cuts)).length
    rows += (await usageBy(client, [], period, cuts)).length
    rows += (await sessionsOf(client, period, {}, parts)).length
    const query = `it's \\ a : * & <-> test -"of the" file:*.ts before:2026-03`
    const request = await searchRequest(client, query, { timezone: period.timezone, now })
    const wanted = { terms: request.terms, filter: { conditions: request.conditions }, limit: 50 }
    const { sessions: found } = await searchSessions(client, period, wanted)
    rows += found.length + (await searchHits(client, found, request.terms, period.asOf)).size
    rows += (await findNamed(client, { text: query, limit: 5, asOf: period.asOf })).commits.length
    rows += (await commitsOf(client, period)).length
    rows += (await pullRequestsOf(client, period)).length
  }
  for (const asOf of [undefined, now - 100_000_000_123]) {
    await workAnswer(client, { timezone: 'UTC', now, asOf, pricer })
    rows++
  }
  const { rows: sessions } = await client.query<{ id: string }>('select id from session order by id')
  for (const { id } of sessions) {
    rows += (await Array.fromAsync(sessionEntries(client, id))).length
    rows += (await subagentsOf(client, id)).length
  }
  rows += (await sourcesState(client)).length + (await setAsideOf(client, 1_000_000)).length
  await storedSizes(client)
  return rows
}
