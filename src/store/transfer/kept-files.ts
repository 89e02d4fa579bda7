import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { lineHashKey, lineHashKeyFile } from '../../config/line-hash-key.ts'
import { type Environment, ensurePrivateFolder } from '../../config/paths.ts'
import { settingsFile } from '../../config/settings.ts'
import { MaestroError } from '../../model/errors.ts'
import { locks } from '../locks.ts'
import { layoutTable } from './tables.ts'

/** What lies beside the database and belongs to it: lines were hashed with that key. */
export interface KeptFiles {
  readonly settings: Buffer
  readonly lineHashKey: Buffer
}

const noSettings = Buffer.from('{}\n')

/** The files of a data folder that go into its backup. */
export const readKeptFiles = (dataFolder: string, env: Environment): KeptFiles => ({
  settings: existsSync(settingsFile(dataFolder)) ? readFileSync(settingsFile(dataFolder)) : noSettings,
  lineHashKey: lineHashKey(dataFolder, env),
})

const stagingFolder = (dataFolder: string): string => join(dataFolder, 'restoring')

/** Where each file goes, by its name while it waits. */
const places = (dataFolder: string): Record<string, string> => ({
  settings: settingsFile(dataFolder),
  'line-hash-key': lineHashKeyFile(dataFolder),
})

/**
 * Lays files ready beside their places. They count once the database says that the restore of that name was done
 * (`markRestored`, in its transaction): a process that dies in between leaves the old files with the old rows, or the new
 * ones with the new rows as soon as somebody opens the data.
 */
export const stageFiles = (dataFolder: string, restore: string, files: Partial<KeptFiles>): void => {
  const folder = join(stagingFolder(dataFolder), restore)
  ensurePrivateFolder(dataFolder)
  try {
    rmSync(stagingFolder(dataFolder), { recursive: true, force: true })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const write = (name: string, content: Buffer | undefined) => {
      if (content) writeFileSync(join(folder, name), content, { mode: 0o600, flush: true })
    }
    write('settings', files.settings)
    write('line-hash-key', files.lineHashKey)
  } catch (cause) {
    rmSync(stagingFolder(dataFolder), { recursive: true, force: true })
    throw new MaestroError(
      'storage',
      `The data folder ${dataFolder} cannot be written to: ${(cause as Error).message}.`,
      'Nothing was changed. Make room, or make the folder writable, then try again.',
      { cause },
    )
  }
}

/** Notes in the data which restore made them; part of the transaction that fills them. */
export const markRestored = async (client: ClientBase, restore: string): Promise<void> => {
  await client.query(`comment on table ${layoutTable} is 'restored ${restore.replaceAll("'", '')}'`)
}

/** Whether a restore left files whose fate is not decided yet. */
export const filesAreStaged = (dataFolder: string): boolean => existsSync(stagingFolder(dataFolder))

/** Puts the files of a restore that was done in their places, and throws away those of one that was not. */
export const settleFiles = async (client: ClientBase, dataFolder: string): Promise<void> => {
  const { rows } = await client.query<{ free: boolean; restored: string | null }>(
    `select pg_try_advisory_lock($1) as free, obj_description(to_regclass($2), 'pg_class') as restored`,
    [locks.layout, layoutTable],
  )
  const { free, restored } = rows[0]!
  if (!free) return
  try {
    for (const restore of namesIn(stagingFolder(dataFolder))) {
      const folder = join(stagingFolder(dataFolder), restore)
      if (restored === `restored ${restore}`) moveFiles(folder, dataFolder)
    }
    rmSync(stagingFolder(dataFolder), { recursive: true, force: true })
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.layout])
  }
}

const moveFiles = (folder: string, dataFolder: string): void => {
  for (const [name, place] of Object.entries(places(dataFolder))) {
    if (!existsSync(join(folder, name))) continue
    ensurePrivateFolder(join(place, '..'))
    renameSync(join(folder, name), place)
  }
}

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
