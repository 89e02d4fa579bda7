import { arrayAt, type JsonObject, stringAt } from '../jsonl/index.ts'
import { planEvent } from './events.ts'
import { type Here, idAt } from './here.ts'
import { classifyUserText, unwrapPrompt } from './injected.ts'
import { emitMessage } from './messages.ts'
import { imagesIn, textsOf } from './texts.ts'
import { firstOf, repeats, type Stream } from './twins.ts'

/** What Codex itself submits when the human accepts a proposed plan. */
const acceptance = 'Implement the plan.'

const emitTurn = (here: Here, text: string, images: number, more: { command?: string; shell?: true } = {}) => {
  const { state } = here
  const automatic = state.header?.automatic === true
  const typed = state.running && state.active ? 'steered' : 'typed'
  const position = here.next()
  here.emit({
    kind: 'turn',
    id: idAt(here, position),
    session: here.session,
    at: here.at,
    position,
    origin: automatic ? 'agent' : more.shell ? 'shell' : more.command ? 'command' : typed,
    text,
    command: more.command,
    images: images > 0 ? images : undefined,
    mode: state.mode,
    human: !automatic,
  })
  if (state.planProposed && text === acceptance) planEvent(here, { step: 'accepted' })
  state.planProposed = false
}

/** A shell line of the human's, with what it printed. */
export const shellLine = (here: Here, stream: Stream, command: string, output: string) => {
  if (!firstOf(here.state, 'shell', stream, command)) return
  emitTurn(here, command, 0, { shell: true })
  if (output !== '') emitMessage(here, 'command-output', output)
}

/** An event that says what the human wrote. It is what counts wherever a version has it. */
export const promptEvent = (payload: JsonObject, here: Here, stream: Stream) => {
  const kind = stringAt(payload, 'kind')
  if (kind !== undefined && kind !== 'plain') return here.tally.skipped(`user_message ${kind}`)
  const text = unwrapPrompt(stringAt(payload, 'message') ?? '')
  const images = (arrayAt(payload, 'images')?.length ?? 0) + (arrayAt(payload, 'local_images')?.length ?? 0)
  here.state.promptEvents = true
  if (text === '' && images === 0) return here.tally.skipped('user_message without text')
  if (firstOf(here.state, 'prompt', stream, text)) emitTurn(here, text, images)
}

/**
 * A message of the role `user` as the model saw it. Where the log has events for prompts it counts only when it came
 * while the agent worked: some versions write no event for those.
 */
export const userItem = (payload: JsonObject, here: Here) => {
  const { state, tally } = here
  const images = imagesIn(payload.content)
  const words: string[] = []
  for (const part of textsOf(payload.content)) {
    const found = classifyUserText(part)
    if (found.kind === 'prompt') words.push(found.text)
    else if (found.kind === 'notice') emitMessage(here, 'notice', found.text)
    else if (found.kind === 'shell') shellLine(here, 'r', found.command, found.output)
    else {
      tally.skipped(`user context ${found.name}`)
      state.cwd ??= /<cwd>([^<]+)<\/cwd>/.exec(part)?.[1]
      state.firstCwd ??= state.cwd
    }
  }
  const text = words.join('\n').trim()
  if (text === '' && (images === 0 || state.promptEvents)) return
  const counts = !state.promptEvents || (state.running && state.active)
  if (counts ? firstOf(state, 'prompt', 'r', text) : false) return emitTurn(here, text, images)
  if (!counts) repeats(state, 'prompt', 'r', text)
  tally.skipped('user message told by its event')
}

/** The human asked for a review. */
export const reviewAsked = (payload: JsonObject, here: Here): void =>
  emitTurn(here, stringAt(payload, 'user_facing_hint') ?? '', 0, { command: '/review' })

/** What one agent wrote to another: the task of a subagent; for others a notice. */
export const agentsMessage = (payload: JsonObject, here: Here) => {
  const content = payload.content
  const parts = textsOf(content)
  const sealed = Array.isArray(content)
    ? content.flatMap((part) => stringAt(part as JsonObject, 'encrypted_content') ?? [])
    : []
  const text = [...parts, ...sealed.filter((part) => !part.startsWith('gAAAAA'))].join('\n').trim()
  if (text === '') return here.tally.skipped('message between agents, encrypted')
  if (!firstOf(here.state, 'between-agents', payload.type === 'agent_message' ? 'r' : 'e', text)) return
  const path = here.state.header?.agentPath
  const mine = here.state.header?.automatic === true && (path === undefined || stringAt(payload, 'recipient') === path)
  if (mine) emitTurn(here, text, 0)
  else emitMessage(here, 'notice', text)
}
