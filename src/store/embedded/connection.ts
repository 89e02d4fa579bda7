import type { EmbeddedFolder } from './folder.ts'
import { readPassword } from './password.ts'
import { databaseName, databaseUser, type EmbeddedConnection } from './server.ts'

export const loopback = '127.0.0.1'

export function connectionTo(folder: EmbeddedFolder, socketDirectory: string, port: number): EmbeddedConnection {
  const password = readPassword(folder)
  return {
    host: password === undefined ? socketDirectory : loopback,
    port,
    user: databaseUser,
    database: databaseName,
    ...(password === undefined ? {} : { password }),
  }
}
