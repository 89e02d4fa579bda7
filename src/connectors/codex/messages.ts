import type { RecordOf } from '../../model/records/index.ts'
import { asObject, type JsonObject, stringAt } from '../jsonl/index.ts'
import { type Here, idAt } from './here.ts'
import { textsOf } from './texts.ts'
import { firstOf, type Stream } from './twins.ts'

type Form = RecordOf<'message'>['form']

export const emitMessage = (here: Here, form: Form, text: string) => {
  const position = here.next()
  const byAgent = form === 'answer' || form === 'thinking' || form === 'summary'
  here.emit({
    kind: 'message',
    id: idAt(here, position),
    session: here.session,
    at: here.at,
    position,
    form,
    model: byAgent ? here.state.model : undefined,
    text,
  })
}

const told = (here: Here, form: Form, stream: Stream, texts: readonly string[]) => {
  here.state.active = true
  for (const text of texts)
    if (text.trim() !== '' && firstOf(here.state, form, stream, text)) emitMessage(here, form, text)
}

/** An answer of the agent, from whichever stream has it first. */
export const answer = (payload: JsonObject, here: Here, stream: Stream): void =>
  told(here, 'answer', stream, [stringAt(payload, 'message') ?? textsOf(payload.content).join('\n')])

/** A part of the agent's reasoning that the log has in words. */
export const thought = (payload: JsonObject, here: Here, stream: Stream): void =>
  told(here, 'thinking', stream, textsOf(payload.text))

/** `reasoning`: summaries, and the reasoning itself where the provider shows it. Most is encrypted. */
export const reasoningItem = (payload: JsonObject, here: Here) => {
  const raw = Array.isArray(payload.content) ? payload.content.filter((part) => asObject(part) !== undefined) : []
  const texts = [...textsOf(payload.summary), ...textsOf(raw)]
  if (texts.length === 0) here.tally.skipped('reasoning without text')
  told(here, 'thinking', 'r', texts)
}
