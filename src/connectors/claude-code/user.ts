import type { RecordOf } from '../../model/records/index.ts'
import { asObject, type JsonObject, objectAt, stringAt, trueAt } from '../jsonl/index.ts'
import { type Prompt, promptOf } from './prompt.ts'
import { cameFromQueue, emitSteered } from './queue.ts'
import { emitEvent, emitMessage, type Place, type Scribe } from './scribe.ts'
import { emitTask } from './subagent.ts'
import { readToolResult } from './tool-result.ts'

/** A line of type `user`: a human's prompt, or one of the many things that the program writes in the human's name. */
export const readUser = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const message = objectAt(value, 'message')
  readMode(scribe, place, value)
  const content = message?.content
  if (typeof content === 'string') {
    readTexts(scribe, place, value, [[content, 0]], 0)
    return
  }
  if (!Array.isArray(content)) {
    scribe.tally.unknown('user line without content')
    return
  }
  const texts: [text: string, index: number][] = []
  let images = 0
  let results = 0
  content.forEach((item, index) => {
    const block = asObject(item)
    if (block?.type === 'tool_result') {
      results++
      readToolResult(scribe, place, block, value.toolUseResult, index)
    } else if (block?.type === 'text') {
      if (typeof block.text === 'string') texts.push([block.text, index])
    } else if (block?.type === 'image') {
      images++
    } else {
      scribe.tally.unknown(`block:${String(block?.type).slice(0, 40)}`)
    }
  })
  if (results > 0) readBesideResults(scribe, place, texts)
  else readTexts(scribe, place, value, texts, images)
}

/** Texts beside tool results: what the human added when allowing a call, or an interruption. */
const readBesideResults = (scribe: Scribe, place: Place, texts: readonly [string, number][]): void => {
  for (const [text, index] of texts) {
    const prompt = promptOf(text)
    if (prompt.is === 'prompt' && !place.sidechain) {
      cameFromQueue(scribe, prompt.text)
      emitSteered(scribe, place, prompt.text)
    } else if (prompt.is === 'interruption') {
      readInterruption(scribe, place, prompt, index)
    } else if (prompt.is !== 'nothing') {
      emitMessage(scribe, place, index, 'notice', text)
    }
  }
}

const readTexts = (
  scribe: Scribe,
  place: Place,
  value: JsonObject,
  texts: readonly [string, number][],
  images: number,
): void => {
  if (trueAt(value, 'isMeta')) {
    readMeta(scribe, place, texts)
    return
  }
  const typed: string[] = []
  let command = false
  for (const [text, index] of texts) {
    const prompt = trueAt(value, 'isCompactSummary') ? ({ is: 'summary', text } as const) : promptOf(text)
    if (prompt.is === 'prompt') {
      if (command) emitMessage(scribe, place, index, 'notice', prompt.text)
      else typed.push(prompt.text)
    } else {
      command ||= prompt.is === 'command'
      readOther(scribe, place, prompt, index)
    }
  }
  if (typed.length > 0 || (images > 0 && !command)) readPrompt(scribe, place, value, typed.join('\n'), images)
}

/** What the program adds for the agent: bodies of skills and commands. */
const readMeta = (scribe: Scribe, place: Place, texts: readonly [string, number][]): void => {
  for (const [text, index] of texts) {
    if (text.startsWith('<local-command-caveat>') || text.startsWith('Caveat: ')) scribe.tally.skipped('caveat')
    else if (text.startsWith('[Image: source: ')) scribe.tally.skipped('image source')
    else if (text.trim() !== '') emitMessage(scribe, place, index, 'notice', text)
  }
}

const readOther = (scribe: Scribe, place: Place, prompt: Exclude<Prompt, { is: 'prompt' }>, index: number): void => {
  switch (prompt.is) {
    case 'interruption':
      readInterruption(scribe, place, prompt, index)
      break
    case 'summary':
      readSummary(scribe, place, prompt.text, index)
      break
    case 'command-output':
      emitMessage(scribe, place, index, 'command-output', prompt.text)
      break
    case 'nothing':
      scribe.tally.skipped(prompt.name)
      break
    case 'notice':
      cameFromQueue(scribe, prompt.text)
      emitTurn(scribe, place, { origin: 'notice', text: prompt.text, human: false })
      break
    case 'shell':
      emitTurn(scribe, place, { origin: 'shell', text: prompt.text, human: true })
      break
    case 'command':
      cameFromQueue(scribe, prompt.text)
      emitTurn(scribe, place, { origin: 'command', text: prompt.text, command: prompt.command, human: true })
  }
}

const readInterruption = (scribe: Scribe, place: Place, { duringTool }: { duringTool: boolean }, index: number): void =>
  emitEvent(scribe, place, 'interruption', duringTool ? { duringTool } : {}, index)

/** The summary that a compaction left. Versions before 2.0 log no boundary before it. */
const readSummary = (scribe: Scribe, place: Place, text: string, index: number): void => {
  if (!scribe.state.compacted) emitEvent(scribe, place, 'compaction', {}, index)
  scribe.state.compacted = false
  emitMessage(scribe, place, index, 'summary', text)
}

const readPrompt = (scribe: Scribe, place: Place, value: JsonObject, text: string, images: number): void => {
  const queued = cameFromQueue(scribe, text)
  const pictures = images > 0 ? { images } : {}
  if (place.sidechain) {
    if (value.parentUuid === null || value.parentUuid === undefined) emitTask(scribe, place.session, place.at, text)
    else emitTurn(scribe, place, { origin: 'agent', text, human: false, ...pictures })
  } else if (isNotHuman(value)) {
    emitTurn(scribe, place, { origin: 'notice', text, human: false, ...pictures })
  } else {
    const origin = stringAt(value, 'planContent') ? 'plan' : queued ? 'queued' : 'typed'
    emitTurn(scribe, place, { origin, text, human: true, ...pictures })
  }
}

/** Newer versions say where a prompt came from: `origin: {kind: 'human' | 'task-notification' | 'channel' ...}`. */
const isNotHuman = (value: JsonObject): boolean => {
  const kind = stringAt(objectAt(value, 'origin'), 'kind')
  return kind !== undefined && kind !== 'human'
}

type Turn = Pick<RecordOf<'turn'>, 'origin' | 'text' | 'human' | 'command' | 'images'>

const emitTurn = (scribe: Scribe, place: Place, turn: Turn): void => {
  const mode = place.sidechain ? undefined : scribe.state.mode
  scribe.emit({
    kind: 'turn',
    id: place.uuid ?? `${place.session}@${place.line.offset}`,
    session: place.session,
    at: place.at,
    position: place.line.offset,
    ...turn,
    ...(mode === undefined ? {} : { mode }),
  })
}

/** Prompts carry the permission mode that they were given in. */
const readMode = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const mode = stringAt(value, 'permissionMode')
  if (mode !== undefined && !place.sidechain) changeMode(scribe, place, mode)
}

/** Notes the permission mode, and emits the change where it is one. */
export const changeMode = (scribe: Scribe, place: Place, mode: string): void => {
  const before = scribe.state.mode ?? 'default'
  scribe.state.mode = mode
  if (mode !== before) emitEvent(scribe, place, 'permission-mode', { mode })
}
