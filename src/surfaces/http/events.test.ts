import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Change, Changes } from '../../store/changes.ts'
import { type EventsOptions, eventStream } from './events.ts'

class Source implements Changes {
  readonly listeners = new Set<(change: Change) => void>()
  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  tell(kind: string, ...keys: string[]): void {
    for (const listener of this.listeners) listener({ kind, keys })
  }
}

const opened = (options: Partial<EventsOptions> = {}) => {
  const changes = new Source()
  const end = new AbortController()
  const reader = eventStream({ changes, ended: end.signal, again: false, ...options }).getReader()
  const decoder = new TextDecoder()
  const next = async (): Promise<string | undefined> => {
    const { value } = await reader.read()
    return value && decoder.decode(value)
  }
  return { changes, end, reader, next }
}

const dataOf = (text: string | undefined): Change[] =>
  [...(text ?? '').matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1]!) as Change)

afterEach(() => void vi.useRealTimers())

describe('the stream of changes', () => {
  test('tells each change under a number of its own', async () => {
    const { changes, next } = opened()
    expect(await next()).toBe('retry: 2000\n\n')
    changes.tell('session', 'a', 'b')
    const first = await next()
    expect(first).toMatch(/^id: \d+\nevent: change\ndata: \{"kind":"session","keys":\["a","b"\]\}\n\n$/)
    changes.tell('repository')
    const second = await next()
    expect(dataOf(second)).toEqual([{ kind: 'repository', keys: [] }])
    const id = (text: string | undefined) => Number(/^id: (\d+)/.exec(text!)![1])
    expect(id(second)).toBeGreaterThan(id(first))
  })

  test('tells who comes back that everything may have changed, and nobody else', async () => {
    const back = opened({ again: true })
    await back.next()
    expect(dataOf(await back.next())).toEqual([{ kind: 'everything', keys: [] }])
    const { changes, next } = opened()
    await next()
    changes.tell('session', 'a')
    expect(dataOf(await next())).toEqual([{ kind: 'session', keys: ['a'] }])
  })

  test('holds little for a reader that does not read, and loses nothing of what it must look at again', async () => {
    const { changes, next } = opened()
    await next()
    for (let index = 0; index < 100_000; index++) changes.tell('session', `s${index}`)
    changes.tell('place', 'a')
    changes.tell('place', 'b')
    changes.tell('place', 'a')
    const seen: Change[] = []
    while (!seen.some(({ kind }) => kind === 'place')) {
      const text = await next()
      expect(text!.length).toBeLessThan(20_000)
      seen.push(...dataOf(text))
    }
    expect(seen).toContainEqual({ kind: 'session', keys: [] })
    expect(seen).toContainEqual({ kind: 'place', keys: ['a', 'b'] })
    for (let index = 0; index < 1000; index++) changes.tell(`kind ${index}`)
    const after: Change[] = []
    while (!after.some(({ kind }) => kind === 'kind 999')) after.push(...dataOf(await next()))
    expect(after.length).toBeLessThan(120)
    expect(after).toContainEqual({ kind: 'everything', keys: [] })
  })

  test('leaves out what no answer shows yet', async () => {
    const { changes, next } = opened()
    await next()
    changes.tell('written', 'session')
    changes.tell('session', 'a')
    expect(dataOf(await next())).toEqual([{ kind: 'session', keys: ['a'] }])
  })

  test('beats while nothing happens', async () => {
    vi.useFakeTimers()
    const { next } = opened()
    await next()
    for (let beat = 0; beat < 2; beat++) {
      const waiting = next()
      await vi.advanceTimersByTimeAsync(25_000)
      expect(await waiting).toBe(': still here\n\n')
    }
  })

  test('ends with the server, and lets go of what it listened to', async () => {
    const { changes, end, next } = opened()
    await next()
    const waiting = next()
    expect(changes.listeners.size).toBe(1)
    end.abort()
    expect(await waiting).toBeUndefined()
    expect(changes.listeners.size).toBe(0)
  })

  test('lets go when the reader leaves', async () => {
    const { changes, reader, next } = opened()
    await next()
    await reader.cancel()
    expect(changes.listeners.size).toBe(0)
    changes.tell('session', 'a')
  })

  test('of a server that ends already is over at once', async () => {
    const changes = new Source()
    const reader = eventStream({ changes, ended: AbortSignal.abort(), again: true }).getReader()
    expect((await reader.read()).done).toBe(true)
    expect(changes.listeners.size).toBe(0)
  })
})
