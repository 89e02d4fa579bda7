import { MaestroError } from '../../model/errors.ts'
import { endServer } from './end-server.ts'
import { findRunning } from './find-running.ts'
import { type EmbeddedFolder, embeddedFolder } from './folder.ts'
import { isPrepared } from './prepare-folder.ts'
import { withLock } from './server-lock.ts'

export async function stopEmbedded(home: string): Promise<'stopped' | 'not running'> {
  const folder = embeddedFolder(home)
  if (!isPrepared(folder)) return 'not running'
  return withLock(folder, () => stopUnderLock(folder))
}

export async function stopUnderLock(folder: EmbeddedFolder): Promise<'stopped' | 'not running'> {
  const state = await findRunning(folder)
  if (!state) return 'not running'
  if (state.server.identity === '') {
    throw new MaestroError(
      'busy',
      `The database in ${folder.data} is run by another container or machine.`,
      'Stop it there, or let it end by itself.',
    )
  }
  await endServer(folder, state)
  return 'stopped'
}
