import { Buffer } from 'node:buffer'
import type { Client, ClientBase, Notification } from 'pg'

/** Something that is not as it was. */
export interface Change {
  /**
   * What kind of thing: `session`, `repository`, `identity`, `place` (derived anew), `project` (named anew), `source` (read on), `written`
   * (there is something to derive), `everything` (nobody knows what).
   */
  readonly kind: string
  /** Which ones; none where they are too many to tell. */
  readonly keys: readonly string[]
}

/** Where changes are told. */
export interface Changes {
  /** Calls on every change, until the function that it answers is called. */
  subscribe(listener: (change: Change) => void): () => void
}

const channel = 'maestro_changed'
/** PostgreSQL takes payloads under 8,000 bytes. */
const mostBytes = 7_900

/** Tells every listener of changes, as soon as the transaction that made them is committed. */
export const tellChanges = async (client: ClientBase, changes: readonly Change[]): Promise<void> => {
  const payloads = changes.map((change) => {
    const payload = JSON.stringify(change)
    return Buffer.byteLength(payload) <= mostBytes ? payload : JSON.stringify({ kind: change.kind, keys: [] })
  })
  await client.query('select pg_notify($1, payload) from unnest($2::text[]) as told (payload)', [channel, payloads])
}

/** A connection on which changes are heard. */
export interface Listening {
  close(): Promise<void>
}

/** Who told of a change: the process of PostgreSQL's that served the one who made it. */
export type OnChange = (change: Change, teller: number | undefined) => void

const firstPauseMs = 1_000
const longestPauseMs = 60_000
const everything: Change = { kind: 'everything', keys: [] }

/**
 * Hears of changes that any process makes. A connection that is lost is made anew, after a pause that grows; then
 * everything may have changed, and that is told. Never rejects: where there is no connection yet, it is tried again.
 * @param connect answers a connection of its own
 */
export const listenForChanges = async (connect: () => Promise<Client>, onChange: OnChange): Promise<Listening> => {
  let closed = false
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined
  let pause = firstPauseMs

  const listen = async (): Promise<void> => {
    const fresh = await connect()
    fresh.on('notification', (notification) => hear(notification))
    fresh.on('error', () => {})
    fresh.on('end', () => {
      if (client === fresh) again()
    })
    try {
      await fresh.query(`listen ${channel}`)
    } catch (error) {
      await fresh.end().catch(() => {})
      throw error
    }
    if (closed) await fresh.end().catch(() => {})
    else client = fresh
  }
  const hear = ({ payload, processId }: Notification) => {
    if (!closed) onChange(changeOf(payload), processId)
  }
  const again = () => {
    client = undefined
    if (closed) return
    timer = setTimeout(() => {
      listen().then(
        () => {
          pause = firstPauseMs
          if (!closed) onChange(everything, undefined)
        },
        () => again(),
      )
    }, pause)
    timer.unref()
    pause = Math.min(longestPauseMs, pause * 2)
  }

  await listen().catch(() => again())
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}

const changeOf = (payload: string | undefined): Change => {
  try {
    const { kind, keys } = JSON.parse(payload ?? '') as Partial<Change>
    if (typeof kind === 'string' && Array.isArray(keys))
      return { kind, keys: keys.filter((key) => typeof key === 'string') }
  } catch {}
  return everything
}
