import { resolve } from 'node:path'
import { derive } from '../../../../jobs/refresh.ts'
import { type Deletion, type DeletionPlan, planDeletion } from '../../../../store/delete/index.ts'
import { deleteFrom, deletionRequestOf } from '../../../deletion.ts'
import type { Invocation } from '../../command.ts'
import { confirm } from '../../confirm.ts'
import { dateAndTime } from '../../output/dates.ts'
import { count, duration, plural } from '../../output/figures.ts'
import { visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'

const requestWords = {
  since: '--since',
  until: '--until',
  next: 'maestro delete --help shows what can be deleted.',
}

/** `maestro delete <what> [name]` */
export const run = async ({
  terminal,
  workspace,
  options,
  arguments: words,
  withContext,
}: Invocation): Promise<void> => {
  const [what, name] = words
  const hasPeriod = options.since !== undefined || options.until !== undefined
  const requestIn = deletionRequestOf({ what, name, hasPeriod }, requestWords)
  await withContext(async ({ client, period, pricer, now }) => {
    const request = requestIn(period)
    const plan = await planDeletion(client, request, now)
    if (options.dryRun === true) {
      if (terminal.json) return terminal.value(plan)
      printPlan(plan, workspace.timezone, terminal)
      return terminal.line('Nothing was deleted.')
    }
    await confirm(options, sentenceOf(plan, workspace.timezone))
    const started = performance.now()
    const deletion = await deleteFrom(workspace, client, request, {
      now,
      exportTo: typeof options.export === 'string' ? resolve(options.export) : undefined,
      scrub: options.scrub === true,
      onWait: () => terminal.note('Waiting for another maestro that is reading or computing just now.'),
    })
    await derive(client, pricer)
    if (terminal.json) return terminal.value(deletion)
    printDeletion(deletion, performance.now() - started, terminal)
  })
}

/** What is to be deleted, in words. */
export const named = (
  { kind, key, since, until }: Pick<DeletionPlan, 'kind' | 'key' | 'since' | 'until'>,
  label: string | undefined,
  timezone: string,
): string => {
  const at = (instant: number) => dateAndTime(instant, timezone)
  if (kind === 'everything') return `everything until ${at(until!)}`
  if (kind === 'period') return `${since === null ? 'all' : `from ${at(since)}`} until ${at(until!)}`
  return `${kind} ${visibleLine(label ?? key!)}`
}

const countsLine = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, number]) => `${kind} ${count(number)}`)
    .join(', ')

const printPlan = (plan: DeletionPlan, timezone: string, terminal: Terminal): void => {
  terminal.line(`To be deleted: ${named(plan, plan.label, timezone)}, ${plural(plan.total, 'record')}`)
  if (plan.total > 0) terminal.line(`  ${countsLine(plan.counts)}`)
  if (plan.identities.length > 0) terminal.line(`  known as ${plan.identities.map(visibleLine).join(', ')}`)
  if (plan.trimmed > 0)
    terminal.line(
      `  ${plural(plan.trimmed, 'session or commit', 'sessions and commits')} that stay lose what they say of it`,
    )
}

const printDeletion = (deletion: Deletion, milliseconds: number, terminal: Terminal): void => {
  if (deletion.exported !== null) terminal.line(`Wrote ${plural(deletion.exported, 'record')} before.`)
  terminal.line(`Deleted ${plural(deletion.total, 'record')} in ${duration(milliseconds)}; they stay away.`)
  terminal.line(
    terminal.color.dim(`maestro deletions --lift ${deletion.id} takes it back, as far as the sources are still there.`),
  )
}

const sentenceOf = (plan: DeletionPlan, timezone: string): string =>
  `This deletes ${named(plan, plan.label, timezone)} for good: ${plural(plan.total, 'record')}${plan.total > 0 ? ` (${countsLine(plan.counts)})` : ''}.`
