import { userInfo } from 'node:os'
import { userHome } from '../../../../config/absolute-path.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { stopServer } from '../../../server/stop-server.ts'
import { describeService } from '../../../service/description.ts'
import type { Installation, ServiceManager } from '../../../service/manager.ts'
import { managerFor } from '../../../service/managers.ts'
import type { Workspace } from '../../../workspace.ts'
import type { Invocation } from '../../command.ts'
import { portOf } from '../../options.ts'
import { visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'

const actions = ['install', 'uninstall', 'status']

/** `maestro service` */
export const run = async ({ terminal, workspace, options, arguments: [action = ''] }: Invocation): Promise<void> => {
  if (!actions.includes(action))
    throw new MaestroError('usage', `There is no "maestro service ${action}".`, `Give one of ${actions.join(', ')}.`)
  const manager = managerFor(process.platform)
  const installation = installationOf(workspace, portOf(options.port))
  if (options.print) return terminal.line(manager.text(installation).trimEnd())
  if (action === 'install') return install(manager, installation, workspace, terminal)
  if (action === 'uninstall') {
    const outcome = await manager.uninstall(installation)
    if (terminal.json) return terminal.value({ outcome })
    return terminal.line(outcome === 'removed' ? 'The service is stopped and removed.' : 'No service is installed.')
  }
  const state = await manager.status(installation)
  if (terminal.json) return terminal.value(state)
  terminal.line(
    state.installed
      ? `The service ${state.running ? 'runs' : 'does not run'}, and ${state.enabled ? 'starts' : 'does not start'} at login: ${visibleLine(state.file)}`
      : 'No service is installed. maestro service install does that.',
  )
}

const install = async (
  manager: ServiceManager,
  installation: Installation,
  workspace: Workspace,
  terminal: Terminal,
): Promise<void> => {
  await stopServer(workspace.folder)
  const notes = await manager.install(installation)
  const file = manager.file(installation)
  if (terminal.json) return terminal.value({ outcome: 'installed', file, notes })
  terminal.line(`Maestro runs now, and whenever you log in, kept by ${manager.title}: ${visibleLine(file)}`)
  for (const note of notes) terminal.line(note)
  terminal.line(terminal.color.dim('maestro link opens the page; maestro service uninstall takes it away.'))
}

const installationOf = ({ folder, env, sample }: Workspace, port: number | undefined): Installation => {
  if (sample)
    throw new MaestroError('usage', 'The sample team is no service.', 'Leave --sample out, or run maestro up --sample.')
  const home = userHome(env)
  const { uid, username } = userInfo()
  return {
    service: describeService({ folder, env, home, platform: process.platform, port }),
    env,
    home,
    uid,
    user: env.USERDOMAIN ? `${env.USERDOMAIN}\\${username}` : username,
  }
}
