import { joinEmbedded } from './join.ts'
import type { EmbeddedStatus } from './status.ts'

export type { EmbeddedServer } from './server.ts'
export type { EmbeddedStatus } from './status.ts'
export { joinEmbedded }

/** Stops the server of `home`, whoever started it. Its clients are cut off; what they committed is kept. */
export async function stopEmbedded(options: { home: string }): Promise<'stopped' | 'not running'> {
  const { stopEmbedded: stop } = await import('./stop.ts')
  return stop(options.home)
}

/** What runs for `home` and what it takes on disk. Starts nothing and changes nothing. */
export async function statusEmbedded(options: { home: string }): Promise<EmbeddedStatus> {
  const { statusEmbedded: status } = await import('./status.ts')
  return status(options.home)
}

/** Stops the server of `home` and deletes its database for good. The rest of `home` stays. */
export async function removeEmbedded(options: { home: string }): Promise<void> {
  const { removeEmbedded: remove } = await import('./remove.ts')
  await remove(options.home)
}
