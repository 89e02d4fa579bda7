import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeEnvironmentFile } from './environment-file.ts'
import { launchdAgent, launchdLabel } from './launchd-agent.ts'
import type { Installation, ServiceManager } from './manager.ts'
import { mustRun, runTool } from './run-tool.ts'
import { isInstalled, writeUnitFile } from './unit-file.ts'

const file = ({ home }: Installation): string => join(home, 'Library', 'LaunchAgents', `${launchdLabel}.plist`)

const domain = ({ uid }: Installation): string => `gui/${uid}`

/** launchd of macOS, for the user who is logged in. */
export const launchdManager: ServiceManager = {
  title: 'launchd',
  file,
  text: ({ service }) => launchdAgent(service),
  install: async (installation) => {
    const { env, service } = installation
    const text = launchdAgent(service)
    // One that is there already keeps its old description until it is taken out; where there is none, this fails.
    await runTool('launchctl', ['bootout', `${domain(installation)}/${launchdLabel}`], env)
    writeEnvironmentFile(service)
    writeUnitFile(file(installation), text)
    await mustRun('launchctl', ['bootstrap', domain(installation), file(installation)], env)
    return []
  },
  uninstall: async (installation) => {
    const path = file(installation)
    if (!isInstalled(path)) return 'not installed'
    await runTool('launchctl', ['bootout', `${domain(installation)}/${launchdLabel}`], installation.env)
    rmSync(path, { force: true })
    rmSync(installation.service.environmentFile, { force: true })
    return 'removed'
  },
  status: async (installation) => {
    const path = file(installation)
    if (!isInstalled(path)) return { installed: false, running: false, enabled: false, file: path }
    const name = `${domain(installation)}/${launchdLabel}`
    const { ok, output } = await runTool('launchctl', ['print', name], installation.env)
    return { installed: true, running: ok && /^\s*state = running$/m.test(output), enabled: ok, file: path }
  },
}
