import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeEnvironmentFile } from './environment-file.ts'
import type { Installation, ServiceManager } from './manager.ts'
import { mustRun, runTool } from './run-tool.ts'
import { systemdUnit } from './systemd-unit.ts'
import { isInstalled, writeUnitFile } from './unit-file.ts'

const unit = 'maestro.service'

const file = ({ env, home }: Installation): string =>
  join(env.XDG_CONFIG_HOME || join(home, '.config'), 'systemd', 'user', unit)

const lingers = async ({ env, uid }: Installation): Promise<boolean> => {
  const { ok, output } = await runTool('loginctl', ['show-user', String(uid), '--property=Linger'], env).catch(() => ({
    ok: false,
    output: '',
  }))
  return ok && output === 'Linger=yes'
}

/** systemd's instance of the user. */
export const systemdManager: ServiceManager = {
  title: 'systemd',
  file,
  text: ({ service }) => systemdUnit(service),
  install: async (installation) => {
    const { env, service } = installation
    // Fails where systemd does not serve this user, before anything is written.
    await mustRun('systemctl', ['--user', 'show-environment'], env)
    writeEnvironmentFile(service)
    writeUnitFile(file(installation), systemdUnit(service))
    await mustRun('systemctl', ['--user', 'daemon-reload'], env)
    await mustRun('systemctl', ['--user', 'enable', unit], env)
    await mustRun('systemctl', ['--user', 'restart', unit], env)
    return (await lingers(installation))
      ? []
      : ['It ends when you log out of this machine. To let it run on: loginctl enable-linger']
  },
  uninstall: async (installation) => {
    const path = file(installation)
    if (!isInstalled(path)) return 'not installed'
    await mustRun('systemctl', ['--user', 'disable', '--now', unit], installation.env)
    rmSync(path, { force: true })
    rmSync(installation.service.environmentFile, { force: true })
    await mustRun('systemctl', ['--user', 'daemon-reload'], installation.env)
    return 'removed'
  },
  status: async (installation) => {
    const path = file(installation)
    if (!isInstalled(path)) return { installed: false, running: false, enabled: false, file: path }
    const told = async (question: string) =>
      (await runTool('systemctl', ['--user', question, unit], installation.env)).ok
    return { installed: true, running: await told('is-active'), enabled: await told('is-enabled'), file: path }
  },
}
