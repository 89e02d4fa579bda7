import { performance } from 'node:perf_hooks'
import type { Client } from 'pg'
import type { Pricer } from '../../src/config/prices/index.ts'
import { derive } from '../../src/jobs/refresh.ts'
import { derivedKinds } from '../../src/metrics/derive.ts'
import { forgetDerived } from '../../src/store/write/forget-derived.ts'
import { type Cause, causes, classify } from './classify.ts'
import { allLinks, groundOf, type Judgement, judge, type LinkRow } from './judge.ts'

/** One reading of the links: what the linker was shown, and from which confidence on a link counts. */
export interface LinkResult extends Judgement {
  readonly shown: 'content only' | 'with printed ids'
  readonly confidence: 'contributed and better' | 'likely and better'
  /** What each disagreement comes from. */
  readonly causes: readonly Cause[]
}

/** How sure a link must be to count; `undecided` never does. */
const confidences = {
  'contributed and better': ['certain', 'likely', 'contributed'],
  'likely and better': ['certain', 'likely'],
} as const

/**
 * Judges the links of what was read into a database. Checkpoint branches and notes are not in its histories; trailers,
 * co-authors and pull requests that sessions name are taken out here, and for the first reading the ids that git printed,
 * too, before anything is derived. So nothing is linked by what the truth was made from.
 */
export const evaluateLinks = async (
  client: Client,
  pricer: Pricer,
  listed: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<{ readonly results: readonly LinkResult[]; readonly seconds: Readonly<Record<string, number>> }> => {
  await client.query('update commit set trailers = null, body = null, co_authors = null')
  await client.query("truncate authorship_note, checkpoint; delete from session_event where type = 'pr-link'")
  await client.query('create temp table kept_printed as select * from printed_commit')
  const truth = await withPrinted(client, listed)
  const results: LinkResult[] = []
  const seconds: Record<string, number> = {}
  for (const shown of ['content only', 'with printed ids'] as const) {
    if (shown === 'content only') await client.query('delete from printed_commit')
    else await client.query('insert into printed_commit select * from kept_printed')
    await forgetDerived(client, derivedKinds)
    const started = performance.now()
    await derive(client, pricer)
    seconds[shown] = (performance.now() - started) / 1000
    const ground = await groundOf(client, truth)
    const links = await allLinks(client)
    for (const [confidence, counting] of Object.entries(confidences)) {
      const counts = (link: LinkRow) => (counting as readonly string[]).includes(link.confidence)
      const judged = judge(links, truth, ground, counts)
      results.push({
        shown,
        confidence: confidence as LinkResult['confidence'],
        ...judged,
        causes: await classify(client, judged.disagreements),
      })
    }
  }
  return { results, seconds }
}

/** The truth united with what git printed in the sessions themselves. */
const withPrinted = async (
  client: Client,
  listed: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, Set<string>>> => {
  const { rows } = await client.query<{ sha: string; log: string }>(
    `select distinct commit.sha, split_part(session.log_id, '/', 1) as log
     from printed_commit printed
     join session on session.org = 1 and session.id = printed.session
     join commit on commit.org = 1 and commit.sha ~>=~ printed.sha and commit.sha ~<~ (printed.sha || 'g')
     where printed.org = 1`,
  )
  const truth = new Map([...listed].map(([commit, sessions]) => [commit, new Set(sessions)]))
  for (const { sha, log } of rows) truth.get(sha)?.add(log)
  return truth
}

/** A line for each disagreement, for reading. */
export const tellDisagreements = (name: string, result: LinkResult): string[] =>
  result.disagreements.map(({ kind, commit, link, sessions }, index) => {
    const cause = result.causes[index]!
    const told = link
      ? `${link.session} ${link.confidence} ${link.methods.join('+')} ${link.lines} lines, weighted ${link.weightedShare.toFixed(2)}`
      : ''
    const { shown, confidence } = result
    return [name, shown, confidence, kind, commit, told, `listed: ${sessions.join(' ')}`, cause, causes[cause][0]].join(
      '\t',
    )
  })
