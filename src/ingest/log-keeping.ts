import { stat } from 'node:fs/promises'
import { basename, sep } from 'node:path'
import type { ClientBase } from 'pg'
import { connectors } from '../connectors/index.ts'
import type { Connector, Home, Retention, Source } from '../model/connector.ts'
import { knownSources } from '../store/questions/known-sources.ts'
import { storedLogs } from '../store/questions/stored-logs.ts'

/** A log that is not read to its end, and when the program that wrote it deletes it, in milliseconds since 1970. */
export interface UnreadLog {
  readonly connector: string
  readonly path: string
  /** Null where nobody deletes it. */
  readonly deletedAt: number | null
}

/** What would be lost, and what is kept already, when agents delete their logs. */
export interface LogKeeping {
  /** Logs that are there. */
  readonly logs: number
  /** Those not read to their end, the first to be deleted first. */
  readonly unread: readonly UnreadLog[]
  /** Logs that are gone, and whose records are kept. */
  readonly gone: number
  readonly retentions: readonly Retention[]
}

const millisecondsOfDay = 86_400_000

/** Compares the logs in some homes with what is stored of them. Opens no log. */
export const logKeeping = async (client: ClientBase, homes: readonly Home[]): Promise<LogKeeping> => {
  let logs = 0
  let gone = 0
  const unread: UnreadLog[] = []
  const retentions: Retention[] = []
  for (const connector of connectors) {
    const there = await logsIn(connector, homes)
    const known = await knownSources(client, there)
    const kept = (await connector.retention?.(homes)) ?? []
    for (const { id, stamp, newest } of there) {
      if (known.get(`${connector.name} ${id}`) === stamp) continue
      const retention = kept.find(({ folder }) => id.startsWith(folder + sep))
      const deletedAt = retention === undefined ? null : newest + retention.days * millisecondsOfDay
      unread.push({ connector: connector.name, path: id, deletedAt })
    }
    logs += there.length
    gone += await goneOf(client, connector, there)
    retentions.push(...kept)
  }
  const first = ({ deletedAt }: UnreadLog) => deletedAt ?? Number.POSITIVE_INFINITY
  unread.sort((one, other) => first(one) - first(other) || (one.path < other.path ? -1 : 1))
  return { logs, unread, gone, retentions }
}

const logsIn = async (connector: Connector, homes: readonly Home[]): Promise<Source[]> => {
  const found: Source[] = []
  for await (const one of connector.discover({ homes, repositories: [], workingDirectories: [], roots: [] }))
    if ('source' in one) found.push(one.source)
  return found
}

/** A log that was moved or compressed keeps its name: it is not gone. */
const nameOf = (path: string): string => basename(path).replace(/\.zst$/, '')

const goneOf = async (client: ClientBase, { name }: Connector, there: readonly Source[]): Promise<number> => {
  const names = new Set(there.map(({ id }) => nameOf(id)))
  let gone = 0
  for (const id of await storedLogs(client, name))
    if (!names.has(nameOf(id)) && (await stat(id).catch(() => undefined)) === undefined) gone++
  return gone
}
