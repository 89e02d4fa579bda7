import { randomUUID } from 'node:crypto'
import { lineHashKey } from '../../config/line-hash-key.ts'
import type { Environment } from '../../config/paths.ts'
import { MaestroError } from '../../model/errors.ts'
import type { Address } from '../address.ts'
import { openDatabase } from '../database.ts'
import { holdingStill } from '../locks.ts'
import { checkRoom } from './arrive.ts'
import { connectTo } from './connect.ts'
import type { BackupHeader } from './header.ts'
import { settleFiles, stageFiles } from './kept-files.ts'
import { openBackup } from './read-backup.ts'
import { restoreBackup } from './restore-backup.ts'

export interface RestoreRequest {
  /** Absolute. */
  readonly file: string
  /** Where settings and key go. */
  readonly dataFolder: string
  readonly env: Environment
  /** Throw away what is there. */
  readonly replace: boolean
  /** Called once it is clear that the data may be replaced, before they are: who serves them knows the old key. */
  readonly beforeChange: () => Promise<void>
  /** Called when a running sync is waited for. */
  readonly onWait?: () => void
}

/**
 * Brings back what a backup holds: rows, settings and the key of line hashes, in the layout of this program. The backup is
 * checked whole before anything is touched, and the data are then those of the backup or those of before.
 */
export const restoreData = async (address: Address, request: RestoreRequest): Promise<BackupHeader> => {
  const { file, dataFolder, env, replace, beforeChange, onWait } = request
  await using backup = await openBackup(file)
  const ownKey = checkSharedKey(backup.header, dataFolder, env)
  const client = await connectTo(address)
  try {
    await checkRoom(client, replace)
    await beforeChange()
    const restore = randomUUID()
    await holdingStill(
      client,
      async () => {
        const { settings, lineHashKey: key } = backup.header.files
        stageFiles(dataFolder, restore, ownKey ? { settings, lineHashKey: key } : { settings })
        try {
          await restoreBackup(client, backup, { file, restore, replace })
        } finally {
          await settleFiles(client, dataFolder)
        }
      },
      onWait,
    )
  } finally {
    await client.end()
  }
  await (await openDatabase(address)).close()
  return backup.header
}

/** Whether the key is the data folder's own. One that servers share must be the one that the lines were hashed with. */
const checkSharedKey = ({ files }: BackupHeader, dataFolder: string, env: Environment): boolean => {
  if (!env.MAESTRO_LINE_HASH_KEY_FILE) return true
  if (files.lineHashKey.equals(lineHashKey(dataFolder, env))) return false
  throw new MaestroError(
    'usage',
    'The backup was made with another key of line hashes than MAESTRO_LINE_HASH_KEY_FILE names.',
    'Unset it: the key of the backup then comes into the data folder.',
  )
}
