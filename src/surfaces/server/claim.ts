import { setTimeout as sleep } from 'node:timers/promises'
import { ensurePrivateFolder } from '../../config/paths.ts'
import { MaestroError } from '../../model/errors.ts'
import { takeLock } from '../../store/embedded/lock.ts'
import { type RunningServer, runningServer, serverLock } from './running.ts'

/** Longer than a server takes to start, or to end. */
const patience = 20_000
const betweenLooks = 50

/**
 * Claims a data folder for a server of this process, or answers the one that serves it. Throws `MaestroError('busy')` when
 * another process holds it and never comes to serve.
 */
export const claimServer = async (
  folder: string,
): Promise<{ readonly claim: Disposable } | { readonly other: RunningServer }> => {
  ensurePrivateFolder(folder)
  const deadline = performance.now() + patience
  for (;;) {
    const claim = await takeLock(serverLock(folder), 0)
    if (claim) return { claim }
    const other = runningServer(folder)
    if (other) return { other }
    if (performance.now() > deadline) break
    await sleep(betweenLooks)
  }
  throw new MaestroError(
    'busy',
    'Another process has been starting or ending a server of this data folder for a while.',
    'Wait and try again; maestro status tells when it serves.',
  )
}
