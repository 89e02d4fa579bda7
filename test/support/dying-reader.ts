/** A reader thread that runs out of memory as soon as it is given a log called `deadly`. */
import { parentPort } from 'node:worker_threads'
import type { ToWorker } from '../../src/ingest/pool/protocol.ts'

parentPort!.on('message', (message: ToWorker) => {
  if (message.type !== 'read' || !message.tasks.some(({ source }) => source.id.endsWith('deadly.jsonl'))) return
  const held: unknown[] = []
  for (;;) held.push(new Array(100_000).fill(held.length))
})
await import('../../src/ingest/pool/reader.ts')
