import { type JsonObject, keptWhole, objectAt, stringAt } from '../jsonl/index.ts'
import { callIdOf, type Here, idAt } from './here.ts'
import { deepest } from './nested.ts'
import { oneLine } from './texts.ts'
import { firstOf, type Stream } from './twins.ts'

/** A search or page of the provider's, told by an event with an id or by an item without. Its result is not logged. */
export const webSearch = (payload: JsonObject, here: Here, stream: Stream) => {
  const action = objectAt(payload, 'action') ?? {}
  const words = stringAt(action, 'query') ?? stringAt(action, 'url') ?? stringAt(payload, 'query')
  if (!firstOf(here.state, 'web', stream, words ?? '')) return
  here.state.active = true
  const call = stringAt(payload, 'call_id') ?? stringAt(payload, 'id')
  const position = here.next()
  here.emit({
    kind: 'toolCall',
    id: call ? callIdOf(here, call) : idAt(here, position),
    session: here.session,
    at: here.at,
    position,
    tool: 'web_search',
    action: 'web',
    target: words && oneLine(words),
    input: keptWhole(Object.keys(action).length > 0 ? action : { query: words ?? '' }, deepest),
  })
}
