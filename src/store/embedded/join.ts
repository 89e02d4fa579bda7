import { statSync } from 'node:fs'
import { type EmbeddedFolder, embeddedFolder } from './folder.ts'
import { identityIsProof } from './process-identity.ts'
import type { EmbeddedServer, JoinOptions } from './server.ts'
import { canBeReached, markJoined, readState, runs, type ServerState, serverOf } from './state.ts'

/**
 * Joins the server of `home`; starts it, and makes its database, where that is needed. Any number of processes may call it
 * at the same time. When the server runs, this reads three small files and loads nothing else.
 *
 * @throws MaestroError `database-unavailable`, `storage` or `busy`
 */
export async function joinEmbedded(options: JoinOptions): Promise<EmbeddedServer> {
  const folder = embeddedFolder(options.home)
  const state = await joinRunning(folder)
  if (state) return serverOf(state)
  const { startEmbedded } = await import('./start.ts')
  return startEmbedded(folder, options.idleMinutes)
}

async function joinRunning(folder: EmbeddedFolder): Promise<ServerState | undefined> {
  try {
    if (process.geteuid && statSync(folder.root).uid !== process.geteuid()) return undefined
    markJoined(folder)
  } catch {
    return undefined
  }
  const state = readState(folder)
  if (!state || !runs(state.server) || !runs(state.keeper) || !canBeReached(state)) return undefined
  if (identityIsProof) return state
  const { answers } = await import('./probe.ts')
  return (await answers(state.connection)) ? state : undefined
}
