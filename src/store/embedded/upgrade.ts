import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { MaestroError } from '../../model/errors.ts'
import { connectTo } from '../transfer/connect.ts'
import { copyDatabase } from '../transfer/copy-database.ts'
import type { Binaries } from './binaries.ts'
import { connectionTo } from './connection.ts'
import { readDataVersion } from './data-version.ts'
import { endServer } from './end-server.ts'
import type { EmbeddedFolder } from './folder.ts'
import { makeCluster } from './initialise.ts'
import { findPrograms } from './programs.ts'
import type { Runner } from './runner.ts'
import type { EmbeddedConnection } from './server.ts'
import { oldDataName, upgradePrefix } from './settle-upgrade.ts'
import { startServer } from './start-server.ts'
import { syncFiles } from './sync-files.ts'

/**
 * Brings the data to the major version of the installed PostgreSQL: the server that made them runs once more beside a new
 * one, rows go over and are compared, and the folders change places. Until then the old data are in force, whatever
 * happens; `settleUpgrade` settles what a killed process leaves. Only under the lock, while nobody serves.
 */
export async function upgrade(folder: EmbeddedFolder, binaries: Binaries, runner: Runner): Promise<void> {
  const major = readDataVersion(folder.data)!
  const old = await findPrograms(folder, runner, major)
  if (!old) throw programsMissing(folder, major, binaries.major)
  const log = join(folder.root, 'upgrade.log')
  let draft: string | undefined
  try {
    draft = await makeCluster(folder, binaries, runner, upgradePrefix)
    const target = { ...folder, data: draft, log }
    await serving({ ...folder, log }, old, runner, (from) =>
      serving(target, binaries, runner, (to) => copyRows(from, to)),
    )
    await syncFiles(draft)
    renameSync(draft, folder.nextData)
    renameSync(folder.data, oldDataName(folder, major))
    renameSync(folder.nextData, folder.data)
  } catch (error) {
    if (draft) rmSync(draft, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    throw explained(error, major, binaries.major)
  }
}

/** Runs a server for this process alone, for as long as `work` takes. */
async function serving<Result>(
  folder: EmbeddedFolder,
  binaries: Binaries,
  runner: Runner,
  work: (connection: EmbeddedConnection) => Promise<Result>,
): Promise<Result> {
  const { mark, socketDirectory, port } = await startServer(folder, binaries, runner)
  const connection = connectionTo(folder, socketDirectory, port)
  try {
    return await work(connection)
  } finally {
    await endServer(folder, {
      server: mark,
      keeper: null,
      connection,
      dataDirectory: folder.data,
      socketDirectory,
      version: binaries.version,
      startedAt: 0,
    })
  }
}

async function copyRows(from: EmbeddedConnection, to: EmbeddedConnection): Promise<void> {
  const source = await connectTo(from)
  try {
    const target = await connectTo(to)
    try {
      await copyDatabase(source, target, { scope: 'everything', replace: false })
    } finally {
      await target.end()
    }
  } finally {
    await source.end()
  }
}

function programsMissing(folder: EmbeddedFolder, major: number, installed: number): MaestroError {
  return new MaestroError(
    'database-unavailable',
    `The database in ${folder.data} was made by PostgreSQL ${major}, whose programs are not there any more; this Maestro brings ${installed}.`,
    'Install the Maestro that you had before once more and run: maestro backup FILE. Then move that folder away, ' +
      'install this one, and run: maestro restore FILE.',
  )
}

function explained(error: unknown, major: number, installed: number): unknown {
  if (!MaestroError.isInstance(error)) return error
  return new MaestroError(
    error.code,
    `The database could not be brought from PostgreSQL ${major} to ${installed}, and is as it was: ${error.message}`,
    error.next,
    { cause: error },
  )
}
