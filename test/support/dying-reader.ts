/** A reader thread that dies as soon as it is given a log called `deadly`. */
import { parentPort } from 'node:worker_threads'
import type { ToWorker } from '../../src/ingest/pool/protocol.ts'

parentPort!.on('message', (message: ToWorker) => {
  if (message.type === 'read' && message.tasks.some(({ source }) => source.id.endsWith('deadly.jsonl'))) process.exit(9)
})
await import('../../src/ingest/pool/reader.ts')
