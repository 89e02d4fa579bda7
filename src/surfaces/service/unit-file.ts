import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { MaestroError } from '../../model/errors.ts'

/** Writes a description of the service, whole or not at all. Throws `MaestroError('storage')`. */
export const writeUnitFile = (path: string, content: string | Uint8Array): void => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.new`, content, { mode: 0o644 })
    renameSync(`${path}.new`, path)
  } catch (cause) {
    throw new MaestroError(
      'storage',
      `The service cannot be written to ${path}: ${(cause as Error).message}.`,
      'Make that folder writable for you, then try again.',
      { cause },
    )
  }
}

export const isInstalled = (path: string): boolean => existsSync(path)
