import type { Change, Changes } from '../../store/changes.ts'

export interface EventsOptions {
  readonly changes: Changes
  /** Aborted when the server ends. */
  readonly ended: AbortSignal
  /** The reader was there before and has missed something. */
  readonly again: boolean
  readonly heartbeatMs?: number
}

const usualHeartbeatMs = 25_000

/** So many keys of a kind wait for a slow reader; of more it is only said that there are. */
const mostKeys = 500
const mostKinds = 50

/** Answers do not change by what is written, only by what is derived from it. */
const notYetDerived = 'written'

/** What a reader that knows nothing of what happened has to look at again. */
const everything: Change = { kind: 'everything', keys: [] }

/**
 * Changes as server-sent events. A reader that is slower than what happens is told of several changes as of one; one
 * that comes back is told that everything may have changed.
 */
export const eventStream = (options: EventsOptions): ReadableStream<Uint8Array> => {
  const { changes, ended, again, heartbeatMs = usualHeartbeatMs } = options
  const encoder = new TextEncoder()
  const waiting = new Map<string, Set<string> | 'many'>()
  let wake = () => {}
  let id = Date.now()
  let beat = false
  let left = false

  const note = ({ kind, keys }: Change): void => {
    if (kind === notYetDerived) return
    if (waiting.size >= mostKinds && !waiting.has(kind)) {
      waiting.clear()
      waiting.set(everything.kind, 'many')
    } else {
      const there = waiting.get(kind) ?? new Set()
      if (there !== 'many') for (const key of keys) there.add(key)
      waiting.set(kind, keys.length === 0 || there === 'many' || there.size > mostKeys ? 'many' : there)
    }
    wake()
  }
  const taken = (): string => {
    const events = [...waiting].map(
      ([kind, keys]) =>
        `id: ${++id}\nevent: change\ndata: ${JSON.stringify({ kind, keys: keys === 'many' ? [] : [...keys] })}\n\n`,
    )
    waiting.clear()
    const text = events.length > 0 ? events.join('') : beat ? ': still here\n\n' : ''
    beat = false
    return text
  }

  let leave = () => {}
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const unsubscribe = changes.subscribe(note)
        const timer = setInterval(() => {
          beat = true
          wake()
        }, heartbeatMs)
        timer.unref()
        const end = () => {
          leave()
          controller.close()
        }
        leave = () => {
          unsubscribe()
          clearInterval(timer)
          ended.removeEventListener('abort', end)
          left = true
          wake()
        }
        if (ended.aborted) return end()
        ended.addEventListener('abort', end)
        controller.enqueue(encoder.encode('retry: 2000\n\n'))
        if (again) note(everything)
      },
      pull: async (controller) => {
        while (waiting.size === 0 && !beat && !left) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
        const text = taken()
        if (text !== '' && !left) controller.enqueue(encoder.encode(text))
      },
      cancel: () => leave(),
    },
    { highWaterMark: 1 },
  )
}
