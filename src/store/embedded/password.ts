import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EmbeddedFolder } from './folder.ts'

/** The file with the password of loopback connections, which only Windows uses. */
function passwordFile(folder: EmbeddedFolder): string {
  return join(folder.root, 'password')
}

export function readPassword(folder: EmbeddedFolder): string | undefined {
  if (process.platform !== 'win32') return undefined
  return readFileSync(passwordFile(folder), 'utf8').trim()
}

/** The file with a new password, or with the one that the data have already. */
export function makePassword(folder: EmbeddedFolder): string {
  const file = passwordFile(folder)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return file
}
