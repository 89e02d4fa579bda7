import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { type Change, invalidate } from './changes.ts'

/** Whether the server answers: `gone` once it has not for a while. */
export type Connection = 'live' | 'gone'

/** Changes come in bursts: so long they are gathered, so that a burst costs one round of questions. */
const gatherMs = 120
/** A restart of the server is not worth a word. */
const patienceMs = 2_500

let connection: Connection = 'live'
const listeners = new Set<() => void>()

const tell = (now: Connection): void => {
  if (now === connection) return
  connection = now
  for (const listener of listeners) listener()
}

/** Asks anew what changes, as it does, for as long as the page is open. */
export const followChanges = (client: QueryClient): void => {
  let waiting: Change[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined
  const note = (change: Change): void => {
    waiting.push(change)
    if (timer !== undefined) return
    timer = setTimeout(() => {
      const changes = waiting
      waiting = []
      timer = undefined
      void invalidate(client, changes)
    }, gatherMs)
  }
  const connect = (): void => {
    const source = new EventSource('/api/events')
    source.addEventListener('change', (event) => note(JSON.parse(event.data) as Change))
    source.addEventListener('open', () => {
      clearTimeout(patience)
      patience = undefined
      if (connection === 'gone') note({ kind: 'everything', keys: [] })
      tell('live')
    })
    source.addEventListener('error', () => {
      patience ??= setTimeout(() => tell('gone'), patienceMs)
      if (source.readyState !== EventSource.CLOSED) return
      source.close()
      setTimeout(connect, patienceMs)
    })
  }
  connect()
}

/** Whether the server answers. */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => connection,
  )
