import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { MaestroError } from '../../model/errors.ts'
import type { Binaries } from './binaries.ts'
import { readDataVersion } from './data-version.ts'
import { childEnvironment } from './environment.ts'
import { failureOf } from './failure.ts'
import type { EmbeddedFolder } from './folder.ts'
import { makePassword } from './password.ts'
import { dataArgument, giveTo, type Runner } from './runner.ts'
import { databaseUser } from './server.ts'

const draftPrefix = 'initialising-'

/**
 * Makes the cluster unless it is there; true when it made it. It is made beside its place and appears by a rename, so that one
 * cut short is never taken for a whole one. Its files reach the disk later: the keeper sees to that.
 */
export async function initialise(folder: EmbeddedFolder, binaries: Binaries, runner: Runner): Promise<boolean> {
  removeDrafts(folder)
  const major = readDataVersion(folder.data)
  if (major !== undefined) {
    checkMajor(folder, major, binaries)
    return false
  }
  if (existsSync(folder.data) && readdirSync(folder.data).length > 0) throw foreignData(folder)
  const draft = await makeCluster(folder, binaries, runner, draftPrefix)
  try {
    rmSync(folder.data, { recursive: true, force: true })
    renameSync(draft, folder.data)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true, maxRetries: 3 })
    throw error
  }
  return true
}

/** Makes a cluster in a new folder whose name begins with `prefix`, and gives that folder. */
export async function makeCluster(
  folder: EmbeddedFolder,
  binaries: Binaries,
  runner: Runner,
  prefix: string,
): Promise<string> {
  const draft = mkdtempSync(join(folder.root, prefix))
  try {
    chmodSync(draft, 0o700)
    giveTo(runner, draft)
    await runInitdb(binaries.initdb, initdbArguments(folder, draft, runner), draft, runner)
    return draft
  } catch (error) {
    rmSync(draft, { recursive: true, force: true, maxRetries: 3 })
    throw error
  }
}

function initdbArguments(folder: EmbeddedFolder, draft: string, runner: Runner): string[] {
  const access =
    process.platform === 'win32'
      ? ['--auth=scram-sha-256', `--pwfile=${makePassword(folder)}`]
      : ['--auth-local=trust', '--auth-host=reject']
  return [
    `--pgdata=${dataArgument(draft, runner)}`,
    `--username=${databaseUser}`,
    ...access,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--text-search-config=simple',
    '--no-sync',
    '--no-instructions',
  ]
}

function runInitdb(program: string, args: string[], draft: string, runner: Runner): Promise<void> {
  return new Promise((resolve, reject) => {
    const what = 'PostgreSQL could not make a database'
    const child = spawn(program, args, {
      ...runner.identity,
      cwd: draft,
      env: childEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    })
    let output = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-16_384)
    })
    child.once('error', (error) => reject(failureOf(what, error.message, undefined, error)))
    child.once('close', (code) => (code === 0 ? resolve() : reject(failureOf(what, output))))
  })
}

function removeDrafts(folder: EmbeddedFolder): void {
  for (const name of readdirSync(folder.root)) {
    if (name.startsWith(draftPrefix)) {
      rmSync(join(folder.root, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    }
  }
}

/** Older data were brought to this version before; newer ones need a newer program. */
function checkMajor(folder: EmbeddedFolder, major: number, binaries: Binaries): void {
  if (major === binaries.major) return
  throw new MaestroError(
    'database-newer',
    `The database in ${folder.data} was made by PostgreSQL ${major}, and this Maestro brings ${binaries.major}.`,
    `Use the version of Maestro that brings PostgreSQL ${major}, or move ${folder.root} away and sync again.`,
  )
}

function foreignData(folder: EmbeddedFolder): MaestroError {
  return new MaestroError(
    'storage',
    `The folder ${folder.data} holds files, but no PostgreSQL database.`,
    'Move that folder away, then try again.',
  )
}
