import type { LiveState } from '../../../../jobs/live.ts'
import { type MachineStatus, machineStatus } from '../../../server/machine-status.ts'
import type { Invocation } from '../../command.ts'
import { dateAndTime } from '../../output/dates.ts'
import { bytes, count, plural } from '../../output/figures.ts'
import { visibleLine } from '../../output/visible.ts'

/** `maestro status` */
export const run = async ({ terminal, workspace }: Invocation): Promise<void> => {
  const status = await machineStatus(workspace)
  if (terminal.json) return terminal.value(status)
  const when = (at: number) => dateAndTime(at, workspace.timezone)
  const { color } = terminal
  const warn = (error: { readonly message: string; readonly next: string } | undefined) => {
    if (error) terminal.line(`${color.yellow('!')} ${visibleLine(error.message)} ${visibleLine(error.next)}`)
  }
  terminal.line(`${color.bold('Server')}    ${serverLine(status.server, when)}`)
  warn(status.server.error)
  if (status.live) {
    terminal.line(`${color.bold('Reading')}   ${readingLine(status.live, when)}`)
    warn(status.live.lastError)
  }
  terminal.line(`${color.bold('Database')}  ${databaseLine(status.database)}`)
  warn(status.database.error)
  if (status.sources) terminal.line(`${color.bold('Sources')}   ${sourcesLine(status.sources, when)}`)
  terminal.line(`${color.bold('Data')}      ${visibleLine(status.folder)}`)
}

type When = (at: number) => string

const serverLine = ({ running, pid, port, version, since }: MachineStatus['server'], when: When): string =>
  running
    ? `runs since ${when(since!)}: process ${pid}, port ${port}, Maestro ${version}`
    : 'does not run; maestro up --detach starts it'

const limits: Readonly<Record<string, string>> = {
  ENOSPC: 'the system allows no more watches: raise fs.inotify.max_user_watches',
  EMFILE: 'the system allows no more watchers: raise fs.inotify.max_user_instances',
  budget: 'the most recent ones are watched',
}

const readingLine = (live: LiveState, when: When): string => {
  const limit = live.limitedBy === undefined ? '' : ` (${limits[live.limitedBy] ?? visibleLine(live.limitedBy)})`
  return [
    `${plural(live.watched, 'folder')} watched`,
    ...(live.polled > 0 ? [`${count(live.polled)} looked at now and then${limit}`] : []),
    ...(live.reading ? ['reads just now'] : []),
    ...(live.lastLookAt === undefined ? [] : [`all looked at ${when(live.lastLookAt)}`]),
    ...(live.lastChangeAt === undefined ? [] : [`last change ${when(live.lastChangeAt)}`]),
  ].join(', ')
}

const databaseLine = ({ kind, address, running, version, bytes: size }: MachineStatus['database']): string => {
  const what = kind === 'embedded' ? 'embedded PostgreSQL' : `PostgreSQL at ${visibleLine(address!)}`
  const how = kind === 'url' ? (running ? 'answers' : 'cannot be used') : running ? 'runs' : 'does not run'
  return `${what}${version === undefined ? '' : ` ${version}`}, ${how}${size === undefined ? '' : `, ${bytes(size)}`}`
}

const sourcesLine = (
  { sources, behind, unreadable, setAside, lastReadAt }: NonNullable<MachineStatus['sources']>,
  when: When,
): string =>
  [
    count(sources),
    ...(behind > 0 ? [`${count(behind)} not read to the end yet`] : []),
    ...(unreadable > 0 ? [`${count(unreadable)} could not be read: see maestro doctor`] : []),
    ...(setAside > 0 ? [`${plural(setAside, 'stretch', 'stretches')} set aside`] : []),
    lastReadAt === null ? 'nothing read yet' : `last read ${when(lastReadAt)}`,
  ].join(', ')
