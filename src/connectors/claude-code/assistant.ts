import { arrayAt, asObject, type JsonObject, objectAt, stringAt, trueAt } from '../jsonl/index.ts'
import { emitEvent, emitMessage, type Place, type Scribe } from './scribe.ts'
import { addModel } from './sessions.ts'
import { remember } from './state.ts'
import { readToolCall } from './tool-call.ts'
import { readUsage } from './usage.ts'

/** Sessions of which the model is remembered. */
const most = 100

/** A line of type `assistant`: usually one block of an API message. */
export const readAssistant = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const message = objectAt(value, 'message')
  if (message === undefined) {
    scribe.tally.unknown('assistant line without message')
    return
  }
  const model = stringAt(message, 'model')
  if (model === '<synthetic>') {
    readSynthetic(scribe, place, value, message)
    return
  }
  if (model !== undefined) readModel(scribe, place, model)
  readUsage(scribe, place, value, message)
  const content = message.content
  if (typeof content === 'string') readAnswer(scribe, place, content, 0, model)
  arrayAt(message, 'content')?.forEach((item, index) => {
    const block = asObject(item)
    if (block?.type === 'text') readAnswer(scribe, place, block.text, index, model)
    else if (block?.type === 'thinking') readThinking(scribe, place, block.thinking, index, model)
    else if (block?.type === 'tool_use') readToolCall(scribe, place, block, index)
    else if (block?.type === 'redacted_thinking') scribe.tally.skipped('encrypted thinking')
    else scribe.tally.unknown(`block:${String(block?.type).slice(0, 40)}`)
  })
}

const readAnswer = (scribe: Scribe, place: Place, text: unknown, index: number, model: string | undefined): void => {
  if (typeof text !== 'string' || text.trim() === '' || text === '(no content)') scribe.tally.skipped('empty answer')
  else emitMessage(scribe, place, index, 'answer', text, model)
}

const readThinking = (scribe: Scribe, place: Place, text: unknown, index: number, model: string | undefined): void => {
  if (typeof text !== 'string' || text.trim() === '') scribe.tally.skipped('encrypted thinking')
  else emitMessage(scribe, place, index, 'thinking', text, model)
}

/** What the program says in the agent's name: mostly errors of the API. It cost nothing. */
const readSynthetic = (scribe: Scribe, place: Place, value: JsonObject, message: JsonObject): void => {
  const texts = (arrayAt(message, 'content') ?? []).flatMap((block) => stringAt(asObject(block), 'text') ?? [])
  if (!trueAt(value, 'isApiErrorMessage')) {
    scribe.tally.skipped('synthetic answer')
    return
  }
  const text = texts.join('\n')
  const status = /^API Error: (\d{3})\b/.exec(text)?.[1]
  emitEvent(scribe, place, 'api-error', {
    ...(status === undefined ? {} : { status: Number.parseInt(status, 10) }),
    message: text,
  })
}

const readModel = (scribe: Scribe, place: Place, model: string): void => {
  const before = scribe.state.models.get(place.session)
  if (before === model) return
  remember(scribe.state.models, place.session, model, most)
  addModel(scribe, place.session, model)
  emitEvent(scribe, place, 'model', { model })
}
