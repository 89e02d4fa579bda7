import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MaestroError } from '../model/errors.ts'
import { absolutePath, type Environment } from './absolute-path.ts'
import { ensurePrivateFolder } from './paths.ts'

const keyBytes = 32

/**
 * The installation's key for hashing lines of code: 32 bytes in `keys/line-hash.key`, readable by its owner only, made
 * on first use. Two processes that ask at the same time get the same key. `MAESTRO_LINE_HASH_KEY_FILE` names another
 * file, which several servers share: 32 bytes, or the same as 64 hexadecimal digits or in base64; it is never created.
 * Throws `MaestroError('usage')` when that file is absent or holds no key, `MaestroError('storage')` when the own key is
 * damaged or cannot be written.
 */
export const lineHashKey = (dataFolder: string, env: Environment = process.env): Buffer => {
  if (env.MAESTRO_LINE_HASH_KEY_FILE) return sharedKey(absolutePath(env.MAESTRO_LINE_HASH_KEY_FILE, env))
  const file = lineHashKeyFile(dataFolder)
  return ownKey(file) ?? createKey(dirname(file), file)
}

/** Where the installation's own key lies. */
export const lineHashKeyFile = (dataFolder: string): string => join(dataFolder, 'keys', 'line-hash.key')

const sharedKey = (file: string): Buffer => {
  const next = `Write one with: openssl rand -hex ${keyBytes} > ${file} - and give every server the same.`
  let content: Buffer
  try {
    content = readFileSync(file)
  } catch (cause) {
    const message = `MAESTRO_LINE_HASH_KEY_FILE cannot be read: ${(cause as Error).message}.`
    throw new MaestroError('usage', message, next, { cause })
  }
  const key = decoded(content)
  if (key) return key
  throw new MaestroError('usage', `MAESTRO_LINE_HASH_KEY_FILE (${file}) holds no key of ${keyBytes} bytes.`, next)
}

const decoded = (content: Buffer): Buffer | undefined => {
  if (content.length === keyBytes) return content
  const text = content.toString('latin1').trim()
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  return /^[A-Za-z0-9+/]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined
}

const ownKey = (file: string): Buffer | undefined => {
  let key: Buffer
  try {
    key = readFileSync(file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new MaestroError(
      'storage',
      `The key in ${file} cannot be read: ${(cause as Error).message}.`,
      'Run as the user who owns the data folder, or set MAESTRO_HOME to a folder of your own.',
      { cause },
    )
  }
  if (key.length === keyBytes) return key
  throw new MaestroError(
    'storage',
    `The key in ${file} is damaged: it has ${key.length} bytes, not ${keyBytes}.`,
    'Restore it from a backup. Without one, delete it together with the database and read everything again: ' +
      'lines hashed with another key match nothing.',
  )
}

/** A file that is complete before it gets its name: `link` fails where another process was first, whose key then counts. */
const createKey = (folder: string, file: string): Buffer => {
  ensurePrivateFolder(folder)
  const temporary = `${file}.${randomUUID()}`
  try {
    writeFileSync(temporary, randomBytes(keyBytes), { mode: 0o600, flag: 'wx', flush: true })
    linkSync(temporary, file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new MaestroError(
        'storage',
        `The key cannot be written to ${file}: ${(cause as Error).message}.`,
        'Make the folder writable, or set MAESTRO_HOME to a folder on a disk that can make hard links.',
        { cause },
      )
    }
  } finally {
    rmSync(temporary, { force: true })
  }
  return ownKey(file)!
}
