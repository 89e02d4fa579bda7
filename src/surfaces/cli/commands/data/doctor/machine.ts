import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { statusEmbedded } from '../../../../../store/embedded/index.ts'
import type { Context } from '../../../context.ts'
import { bytes } from '../../../output/figures.ts'
import { visibleLine } from '../../../output/visible.ts'
import type { Terminal } from '../../../terminal.ts'
import { version } from '../../../version.ts'

/** What Maestro runs on, and where its data lies. */
export interface Machine {
  readonly maestro: string
  readonly node: string
  readonly platform: string
  readonly git: string | null
  readonly postgres: string
  readonly data: { readonly folder: string; readonly database: string; readonly bytes: number }
}

export const machineOf = async ({ client, workspace }: Context): Promise<Machine> => {
  const git = await promisify(execFile)('git', ['--version']).then(
    ({ stdout }) => stdout.trim().replace(/^git version /, ''),
    () => null,
  )
  const { rows } = await client.query<{ version: string; bytes: number }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
  )
  const embedded =
    workspace.env.DATABASE_URL && !workspace.sample ? undefined : await statusEmbedded({ home: workspace.folder })
  return {
    maestro: version(),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    git,
    postgres: rows[0]!.version,
    data: {
      folder: workspace.folder,
      database: embedded?.dataDirectory ?? 'DATABASE_URL',
      bytes: embedded?.bytes ?? rows[0]!.bytes,
    },
  }
}

export const printMachine = (machine: Machine, { workspace, report }: Context, terminal: Terminal): void => {
  const { color } = terminal
  terminal.line(
    `Maestro ${machine.maestro}, Node ${machine.node.slice(1)}, PostgreSQL ${machine.postgres}, git ${machine.git ?? color.yellow('not found: repositories cannot be read')}, ${machine.platform}`,
  )
  terminal.line(`Data: ${machine.data.folder}; database: ${machine.data.database} (${bytes(machine.data.bytes)})`)
  const homes = workspace.homes.map((home) => visibleLine(home.path))
  terminal.line(
    `Homes: ${homes.length > 0 ? homes.join(', ') : 'none found'}${workspace.settings.homes === null ? ' (found by default)' : ' (as named)'}`,
  )
  if (workspace.settings.repositories.length > 0)
    terminal.line(`Repositories named: ${workspace.settings.repositories.map(visibleLine).join(', ')}`)
  if (workspace.settings.roots.length > 0)
    terminal.line(`Roots named: ${workspace.settings.roots.map(visibleLine).join(', ')}`)
  for (const problem of [...workspace.problems, ...(report?.problems ?? [])]) {
    terminal.line(`${color.yellow('!')} ${visibleLine(problem.path)}: ${visibleLine(problem.reason)}. ${problem.next}`)
  }
}
