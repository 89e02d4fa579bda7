import { keepOutput } from '../jsonl/index.ts'
import { emitEvent } from './events.ts'
import { callIdOf, type Here } from './here.ts'
import type { Outcome } from './output.ts'

/** The result of a call. A refused call is also an event of the session. */
export const emitResult = (here: Here, call: string, outcome: Outcome) => {
  const { output, outputBytes, whole } = keepOutput(outcome.text)
  here.emit({
    kind: 'toolResult',
    id: callIdOf(here, call),
    session: here.session,
    at: here.at,
    position: here.next(),
    status: outcome.status,
    exitCode: outcome.exitCode,
    durationMs: outcome.durationMs,
    output,
    outputBytes,
    ...(whole ? {} : { outputFile: here.log, outputOffset: here.line.offset, outputLength: here.line.length }),
  })
  if (outcome.status === 'rejected') emitEvent(here, 'rejection', { call: callIdOf(here, call) })
}
