import { setTimeout as sleep } from 'node:timers/promises'
import { connectionTo } from './connection.ts'
import { readDataVersion } from './data-version.ts'
import type { EmbeddedFolder } from './folder.ts'
import { isPostmasterOf, type PostmasterFile, readPostmasterFile } from './postmaster-file.ts'
import { answers } from './probe.ts'
import { identityIsProof, identityOf } from './process-identity.ts'
import { readState, runs, type ServerState } from './state.ts'

/**
 * The server that serves the data directory now, also one whose starter died before it could say so. Under the lock, or
 * for information only.
 */
export async function findRunning(folder: EmbeddedFolder): Promise<ServerState | undefined> {
  const state = readState(folder)
  if (state && runs(state.server) && (identityIsProof || (await answers(state.connection)))) return state
  const file = readPostmasterFile(folder.data)
  if (!file) return undefined
  if (isPostmasterOf(file.pid, folder.data)) return whenReady(folder, file)
  // Two containers may share a folder and not see each other's processes: the socket tells.
  const found = stateOf(folder, file, '')
  return (await answers(found.connection)) ? found : undefined
}

async function whenReady(folder: EmbeddedFolder, first: PostmasterFile): Promise<ServerState | undefined> {
  let file: PostmasterFile | undefined = first
  while (file?.pid === first.pid) {
    const identity = identityOf(file.pid)
    if (identity === undefined) return undefined
    const found = stateOf(folder, file, identity)
    if (file.ready) return identityIsProof || (await answers(found.connection)) ? found : undefined
    await sleep(10)
    file = readPostmasterFile(folder.data)
  }
  return undefined
}

function stateOf(folder: EmbeddedFolder, file: PostmasterFile, identity: string): ServerState {
  const socketDirectory = file.socketDirectory === '.' ? folder.data : file.socketDirectory
  const known = readState(folder)
  return {
    server: { pid: file.pid, identity },
    keeper: known?.keeper ?? null,
    connection: connectionTo(folder, socketDirectory, file.port),
    dataDirectory: folder.data,
    socketDirectory,
    version: known?.version ?? String(readDataVersion(folder.data) ?? ''),
    startedAt: file.startedAt,
  }
}
