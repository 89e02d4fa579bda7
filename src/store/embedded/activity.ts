import { statSync } from 'node:fs'
import type { EmbeddedFolder } from './folder.ts'
import type { EmbeddedConnection } from './server.ts'

/** Gives a function that tells whether a client is connected now, or somebody joined since it was last asked. */
export function watchActivity(folder: EmbeddedFolder, connection: EmbeddedConnection): () => Promise<boolean> {
  let lastJoin = joinedAt(folder)
  return async () => {
    const connected = await hasClients(connection)
    const join = joinedAt(folder)
    const joined = join !== lastJoin
    lastJoin = join
    return connected || joined
  }
}

function joinedAt(folder: EmbeddedFolder): bigint {
  return statSync(folder.joined, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n
}

/** A server that cannot be asked, say because every connection is taken, counts as in use. */
async function hasClients(connection: EmbeddedConnection): Promise<boolean> {
  const { Client } = (await import('pg')).default
  const client = new Client({ ...connection, application_name: 'maestro keeper', connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ busy: boolean }>(
      `select exists (
         select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
       ) as busy`,
    )
    return rows[0]?.busy ?? true
  } catch {
    return true
  } finally {
    await client.end().catch(() => {})
  }
}
