import { rmSync } from 'node:fs'
import { embeddedFolder } from './folder.ts'
import { isPrepared } from './prepare-folder.ts'
import { withLock } from './server-lock.ts'
import { stopUnderLock } from './stop.ts'

export async function removeEmbedded(home: string): Promise<void> {
  const folder = embeddedFolder(home)
  if (!isPrepared(folder)) return
  await withLock(folder, async () => {
    await stopUnderLock(folder)
    rmSync(folder.data, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  })
  rmSync(folder.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}
