import { MaestroError } from '../../model/errors.ts'
import { launchdManager } from './launchd-manager.ts'
import type { ServiceManager } from './manager.ts'
import { systemdManager } from './systemd-manager.ts'
import { windowsManager } from './windows-manager.ts'

/** The one of a platform. Throws `MaestroError('not-found')` where there is none. */
export const managerFor = (platform: NodeJS.Platform): ServiceManager => {
  if (platform === 'linux') return systemdManager
  if (platform === 'darwin') return launchdManager
  if (platform === 'win32') return windowsManager
  throw new MaestroError(
    'not-found',
    `Maestro knows no way to install a service on ${platform}.`,
    'Have your system run "maestro up --no-link" at login.',
  )
}
