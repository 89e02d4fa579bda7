import { Buffer } from 'node:buffer'
import { emitEvent } from './events.ts'
import { callIdOf, type Here } from './here.ts'
import type { Outcome } from './output.ts'

/** Bytes of output that a record holds; a longer one stays in the log. */
const mostKept = 64 * 1024

/** The result of a call. A refused call is also an event of the session. */
export const emitResult = (here: Here, call: string, outcome: Outcome) => {
  const outputBytes = Buffer.byteLength(outcome.text)
  const kept = outputBytes <= mostKept
  here.emit({
    kind: 'toolResult',
    id: callIdOf(here, call),
    session: here.session,
    at: here.at,
    position: here.next(),
    status: outcome.status,
    exitCode: outcome.exitCode,
    durationMs: outcome.durationMs,
    outputBytes,
    ...(kept
      ? { output: outcome.text }
      : { outputFile: here.log, outputOffset: here.line.offset, outputLength: here.line.length }),
  })
  if (outcome.status === 'rejected') emitEvent(here, 'rejection', { call: callIdOf(here, call) })
}
