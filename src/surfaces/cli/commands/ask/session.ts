import { followLines } from '../../../../linking/fates/follow-lines.ts'
import { oneSession } from '../../../../store/questions/find-session.ts'
import { countSessionEntries, type SessionEntry, sessionEntries } from '../../../../store/questions/session-events.ts'
import { session } from '../../../answers/session.ts'
import { sessionChecks } from '../../../answers/session-checks.ts'
import { entryItemOf } from '../../../answers/session-entries.ts'
import type { SessionItem } from '../../../answers/sessions.ts'
import type { Invocation } from '../../command.ts'
import { askedPeriod } from '../../options.ts'
import { dayName, timeOfDay } from '../../output/dates.ts'
import { dollars, duration, percent, plural, short } from '../../output/figures.ts'
import { printProof } from '../../output/proof.ts'
import { printEntries } from '../../output/session-entries.ts'
import { visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'
import { runEdits } from './session-edits.ts'

/** `maestro session <id>` */
export const run = async (invocation: Invocation): Promise<void> => {
  if (invocation.options.edits === true) return runEdits(invocation)
  const {
    terminal,
    options,
    arguments: [beginning],
    withContext,
  } = invocation
  await withContext(async (context) => {
    const { client, period } = context
    await followLines(client, 'soon')
    const asked = askedPeriod(options)
    const { id } = await oneSession(client, beginning!)
    const head = await session.run(context, { id, asOf: asked.asOf, timezone: asked.timezone })
    const entries = sessionEntries(client, id, period)
    if (terminal.json) {
      const { agent, repository, person, intent, costUsd, tokens, commits, lines } = head
      const known = agent === undefined ? {} : { agent, repository, person, intent, costUsd, tokens, commits, lines }
      const value = { id: head.id, ...known, subagents: head.subagents }
      return terminal.valueWithList(value, 'entries', itemsOf(entries))
    }
    if (head.agent !== undefined) {
      printHead(head as Head, terminal, context.workspace.timezone)
      const checks = await sessionChecks.run(context, { id, limit: 1, asOf: asked.asOf, timezone: asked.timezone })
      printProof(checks, terminal)
    }
    const printed = await printEntries(
      entries,
      new Map(head.subagents.flatMap((agent) => (agent.parentCall ? [[agent.parentCall, agent.id]] : []))),
      {
        terminal,
        timezone: context.workspace.timezone,
        full: options.full === true,
        thinking: options.thinking === true,
      },
    )
    if (printed.whole) return
    const rest = (await countSessionEntries(client, id, period.asOf)) - printed.entries
    if (rest > 0) terminal.line(terminal.color.dim(`${plural(rest, 'more entry', 'more entries')}; --full prints all.`))
  })
}

async function* itemsOf(entries: AsyncIterable<SessionEntry>): AsyncGenerator<unknown> {
  for await (const entry of entries) yield entryItemOf(entry)
}

/** A session that is no subagent. */
type Head = Omit<SessionItem, 'subagents' | 'commits'> & { readonly commits: readonly unknown[] }

const printHead = (head: Head, terminal: Terminal, timezone: string): void => {
  const { color } = terminal
  const startedAt = Date.parse(head.startedAt)
  terminal.line(color.bold(visibleLine(head.intent ?? 'A session that says nothing of its purpose')))
  terminal.line(
    color.dim(
      [
        head.agent,
        visibleLine(head.repository ?? head.workingDirectory ?? 'unknown repository'),
        head.branch ? visibleLine(head.branch) : undefined,
        visibleLine(head.person),
        `${dayName(startedAt, timezone)} ${timeOfDay(startedAt, timezone)}`,
        `active ${duration(head.activeMs)}`,
        plural(head.prompts, 'prompt'),
        plural(head.toolCalls, 'tool call'),
        head.commits.length > 0 ? plural(head.commits.length, 'commit') : undefined,
        typeof head.lines?.landedShare === 'number' ? `${percent(head.lines.landedShare)} landed` : undefined,
        `${short(head.tokens)} tokens`,
        dollars(head.knownCostUsd, head.costUsd === null),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  )
}
