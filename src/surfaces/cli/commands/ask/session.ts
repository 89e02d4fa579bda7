import { existsSync } from 'node:fs'
import { knownSlotParts } from '../../../../metrics/usage/derive-usage-slots.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { intentOf } from '../../../../narrative/intent.ts'
import { findSessions } from '../../../../store/questions/find-session.ts'
import { type SessionEntry, sessionEntries } from '../../../../store/questions/session-events.ts'
import { sessionsOf } from '../../../../store/questions/sessions-of.ts'
import { subagentsOf } from '../../../../store/questions/subagents-of.ts'
import type { Invocation } from '../../command.ts'
import { dayName, timeOfDay } from '../../output/dates.ts'
import { bytes, dollars, duration, plural, short } from '../../output/figures.ts'
import { visible, visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'

const answerLines = 12
const asideLines = 2
const outputLines = 4
const inPipe = 4_000

/** `maestro session <id>` */
export const run = async ({ terminal, options, arguments: [beginning], withContext }: Invocation): Promise<void> => {
  await withContext(async ({ client, period, pricer, workspace }) => {
    const found = await findSessions(client, beginning!)
    if (found.length === 0) {
      throw new MaestroError('not-found', `No session's id begins with "${beginning}".`, 'maestro sessions lists them.')
    }
    if (found.length > 1) {
      const ids = found.slice(0, 10).map((session) => session.logId)
      throw new MaestroError(
        'usage',
        `Several sessions begin with "${beginning}": ${ids.join(', ')}.`,
        'Give more of the id.',
      )
    }
    const id = found[0]!.id
    const known =
      period.asOf === undefined ? { timezone: period.timezone } : { timezone: period.timezone, asOf: period.asOf }
    const [session] = await sessionsOf(client, known, { id }, await knownSlotParts(client, known, pricer))
    const end = period.asOf ?? Number.POSITIVE_INFINITY
    const entries = (await sessionEntries(client, id)).filter((entry) => entry.at < end)
    const subagents = await subagentsOf(client, id)
    if (terminal.json) {
      return terminal.value({
        id: found[0]!.logId,
        ...(session
          ? {
              agent: session.agent,
              repository: session.repositoryName,
              person: session.personName,
              intent: intentOf(session) ?? null,
              costUsd: session.unpricedMessages > 0 ? null : session.cost / 1e12,
              tokens: session.tokens,
            }
          : {}),
        subagents,
        entries: entries.map(({ session: _, ...entry }) => ({ ...entry, at: new Date(entry.at).toISOString() })),
      })
    }
    const { color } = terminal
    if (session) {
      terminal.line(color.bold(visibleLine(intentOf(session) ?? 'A session that says nothing of its purpose')))
      terminal.line(
        color.dim(
          [
            session.agent,
            visibleLine(session.repositoryName ?? session.cwd ?? 'unknown repository'),
            session.branch ? visibleLine(session.branch) : undefined,
            visibleLine(session.personName),
            `${dayName(session.startedAt, workspace.timezone)} ${timeOfDay(session.startedAt, workspace.timezone)}`,
            `active ${duration(session.activeMs)}`,
            plural(session.prompts, 'prompt'),
            plural(session.toolCalls, 'tool call'),
            `${short(session.tokens)} tokens`,
            dollars(
              session.unpricedMessages > 0 && session.cost === 0 ? null : session.cost / 1e12,
              session.unpricedMessages > 0,
            ),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      )
    }
    printEntries(
      entries,
      new Map(subagents.flatMap((agent) => (agent.parentCall ? [[agent.parentCall, agent.id]] : []))),
      {
        terminal,
        timezone: workspace.timezone,
        full: options.full === true,
        thinking: options.thinking === true,
      },
    )
  })
}

interface Reading {
  readonly terminal: Terminal
  readonly timezone: string
  readonly full: boolean
  readonly thinking: boolean
}

const printEntries = (
  entries: readonly SessionEntry[],
  subagentOf: ReadonlyMap<string, string>,
  reading: Reading,
): void => {
  const { terminal, full } = reading
  const most = full || terminal.interactive ? Number.POSITIVE_INFINITY : inPipe
  let lines = 0
  for (const [index, entry] of entries.entries()) {
    const printed = linesOf(entry, subagentOf, reading)
    for (const line of printed) terminal.line(line)
    lines += printed.length
    if (lines > most && index < entries.length - 1) {
      terminal.line(
        terminal.color.dim(`${plural(entries.length - index - 1, 'more entry', 'more entries')}; --full prints all.`),
      )
      return
    }
  }
}

const head = (text: string, lines: number, full: boolean): string[] => {
  const all = visible(text).replace(/\s+$/, '').split('\n')
  if (full || all.length <= lines + 1) return all
  return [...all.slice(0, lines), `… ${plural(all.length - lines, 'more line')}`]
}

const linesOf = (
  entry: SessionEntry,
  subagentOf: ReadonlyMap<string, string>,
  { terminal, timezone, full, thinking }: Reading,
): string[] => {
  const { color } = terminal
  const time = color.dim(timeOfDay(entry.at, timezone))
  switch (entry.kind) {
    case 'turn': {
      const who = entry.human ? color.cyan('▌') : color.dim('▌')
      const how = entry.origin === 'typed' ? '' : color.dim(` (${entry.origin})`)
      const text = entry.command ? `${entry.command} ${entry.text}`.trim() : entry.text
      const shown = head(text, entry.human ? Number.POSITIVE_INFINITY : outputLines, full)
      return ['', `${who} ${time}${how}`, ...shown.map((line) => `${who} ${entry.human ? color.bold(line) : line}`), '']
    }
    case 'message': {
      if (entry.form === 'thinking' && !thinking) return []
      const shown = head(entry.text, entry.form === 'answer' ? answerLines : asideLines, full)
      const dim = entry.form !== 'answer'
      return shown.map((line, index) => `${index === 0 ? time : '     '}  ${dim ? color.dim(line) : line}`)
    }
    case 'toolCall': {
      const { result } = entry
      const failed = result && result.status !== 'ok' && result.status !== 'background'
      const mark = !result ? color.dim('·') : failed ? color.red('✗') : color.green('✓')
      const outcome = failed ? color.red(result.status) : ''
      const agent = subagentOf.get(entry.id)
      const lines = [
        `${time}  ${mark} ${visibleLine(entry.tool)} ${color.dim(visibleLine(entry.target ?? ''))} ${outcome}${agent ? color.dim(` → maestro session ${visibleLine(agent)}`) : ''}`.trimEnd(),
      ]
      for (const edit of entry.edits) {
        lines.push(
          `         ${color.dim(`${edit.operation} ${visibleLine(edit.path)} +${edit.added} −${edit.removed}`)}`,
        )
        if (full) for (const line of visible(edit.patch).split('\n')) lines.push(`         ${colored(line, color)}`)
      }
      if ((failed || full) && result)
        for (const line of head(outputOf(result), outputLines, full)) lines.push(`         ${color.dim(line)}`)
      return lines
    }
    case 'event':
      return eventLine(entry.type, entry.details).map((line) => `${time}  ${color.yellow('◆')} ${color.dim(line)}`)
  }
}

const outputOf = (result: NonNullable<Extract<SessionEntry, { kind: 'toolCall' }>['result']>): string => {
  if (result.output !== null) return result.output
  if (result.outputFile === null) return ''
  return existsSync(result.outputFile)
    ? `(${bytes(result.outputBytes)} of output are in ${result.outputFile})`
    : `(${bytes(result.outputBytes)} of output were in ${result.outputFile}, which is gone)`
}

const colored = (line: string, color: Terminal['color']): string =>
  line.startsWith('+') ? color.green(line) : line.startsWith('-') ? color.red(line) : color.dim(line)

const told = new Set(['interruption', 'rejection', 'compaction', 'plan', 'api-error', 'title', 'pr-link'])

const eventLine = (type: string, details: Record<string, unknown>): string[] => {
  if (!told.has(type)) return []
  const says = [details.step, details.title, details.hint, details.message, details.url, details.trigger].filter(
    (value) => typeof value === 'string',
  )
  return [`${type.replace('-', ' ')}${says.length > 0 ? `: ${visibleLine(says.join(', '))}` : ''}`]
}
