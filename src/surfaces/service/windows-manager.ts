import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeEnvironmentFile } from './environment-file.ts'
import type { Installation, ServiceManager } from './manager.ts'
import { mustRun, runTool } from './run-tool.ts'
import { isInstalled, writeUnitFile } from './unit-file.ts'
import { windowsTask } from './windows-task.ts'

const task = 'Maestro'
const byteOrderMark = '\ufeff'

const file = ({ service }: Installation): string => join(dirname(service.environmentFile), 'service.xml')

/** The task scheduler of Windows, at the user's logon. */
export const windowsManager: ServiceManager = {
  title: 'the task scheduler',
  file,
  text: ({ service, user }) => windowsTask(service, user),
  install: async (installation) => {
    const { env, service, user } = installation
    const text = windowsTask(service, user)
    writeEnvironmentFile(service)
    writeUnitFile(file(installation), Buffer.from(byteOrderMark + text, 'utf16le'))
    await mustRun('schtasks', ['/Create', '/TN', task, '/XML', file(installation), '/F'], env)
    await mustRun('schtasks', ['/Run', '/TN', task], env)
    return []
  },
  uninstall: async (installation) => {
    const path = file(installation)
    if (!isInstalled(path)) return 'not installed'
    await runTool('schtasks', ['/End', '/TN', task], installation.env)
    await mustRun('schtasks', ['/Delete', '/TN', task, '/F'], installation.env)
    rmSync(path, { force: true })
    rmSync(installation.service.environmentFile, { force: true })
    return 'removed'
  },
  status: async (installation) => {
    const path = file(installation)
    if (!isInstalled(path)) return { installed: false, running: false, enabled: false, file: path }
    const { ok, output } = await runTool('schtasks', ['/Query', '/TN', task, '/FO', 'LIST'], installation.env)
    return { installed: true, running: ok && /:\s+Running\s*$/m.test(output), enabled: ok, file: path }
  },
}
