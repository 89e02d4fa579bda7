import type { Json } from '../../model/field.ts'
import {
  instantAt,
  integerAt,
  type JsonObject,
  type Line,
  type LineParser,
  objectAt,
  type ParserSetup,
  stringAt,
} from '../jsonl/index.ts'
import { openLine } from './bare.ts'
import { turnContext } from './events.ts'
import { eventHandlers, itemHandlers, lineHandlers } from './handlers.ts'
import { continuesItself, instantOfFile, readHeader } from './header.ts'
import type { Here } from './here.ts'
import { eventOfItem } from './items.ts'
import { isReplayed, replayOf } from './replay.ts'
import { sessionId, sessionRecord } from './session.ts'
import { lineFields, payloadFields, skippedItems, skippedTypes } from './shapes.ts'
import { loadState, type State, saveState } from './state.ts'
import { noteTotals } from './usage.ts'

/** Calls kept in memory, so that their results find them without reading the log again. */
const callsKept = 256

/** The log that a parser reads. */
export interface Log {
  readonly id: string
  readonly home?: string
  /** The bytes of a line that was read before. */
  readLine(offset: number, length: number): string | undefined
}

/** Reads one rollout line by line. */
export class RolloutParser implements LineParser {
  readonly #log: Log
  readonly #setup: ParserSetup
  readonly #state: State
  readonly #calls = new Map<number, JsonObject>()
  #fresh = false

  constructor(log: Log, setup: ParserSetup) {
    this.#log = log
    this.#setup = setup
    this.#state = loadState(setup.state)
  }

  line(value: JsonObject, line: Line) {
    const state = this.#state
    const { tally } = this.#setup
    const opened = openLine(value)
    if (opened === undefined) {
      const type = stringAt(value, 'type')
      return type === undefined ? tally.setAside(line, 'line has no type') : tally.unknown(`type:${type}`)
    }
    const { type, payload } = opened
    const at = instantAt(value, 'timestamp') ?? (type === 'session_meta' ? instantAt(payload, 'timestamp') : undefined)
    const headless = state.header === undefined && state.startedAt !== undefined
    this.#time(at)
    if (payload !== value) this.#unknownFields('line', value, lineFields)
    if (type === 'session_meta') return this.#meta(payload, line, headless)
    if (state.header?.version) tally.version(state.header.version)
    const here = this.#here(line)
    if (isReplayed(state, type, payload, integerAt(value, 'ordinal'), state.at))
      return this.#replayed(type, payload, here)
    this.#handle(type, payload, here)
  }

  endBatch() {
    if (this.#fresh) this.#emitSession()
    this.#fresh = false
  }

  state(): Json {
    return saveState(this.#state)
  }

  #emitSession() {
    const record = sessionRecord(this.#state, this.#log.id, this.#log.home)
    if (record) this.#setup.emit(record)
  }

  #time(at: number | undefined) {
    const state = this.#state
    this.#fresh = true
    if (at === undefined && state.startedAt !== undefined) return
    this.#saw(at ?? instantOfFile(this.#log.id) ?? 0)
  }

  #saw(at: number) {
    const state = this.#state
    state.at = at
    state.startedAt = state.startedAt === undefined ? at : Math.min(state.startedAt, at)
    state.endedAt = Math.max(state.endedAt, at)
  }

  /** `headless`: lines came before it, whose session is named after the file. */
  #meta(payload: JsonObject, line: Line, headless: boolean) {
    const state = this.#state
    const { tally } = this.#setup
    this.#unknownFields('session_meta', payload, payloadFields.get('session_meta'))
    const header = readHeader(payload, this.#log.id)
    if (state.header === undefined) {
      if (headless) this.#emitSession()
      state.header = header
      state.cwd ??= header.cwd
      state.replay = replayOf(header, state.at)
      if (continuesItself(payload)) state.base = (header.ownOrdinal ?? 0) * 2 ** 20
      if (header.version) tally.version(header.version)
      return
    }
    if (header.id === state.header.id) {
      const told = Object.entries(state.header).filter(([, known]) => known !== undefined)
      state.header = { ...header, ...Object.fromEntries(told) }
      return tally.skipped('session_meta again')
    }
    tally.skipped('session_meta of another session')
    if (state.header.parent === undefined) state.header.forkedFrom ??= header.id
    if (line.offset > 0 && state.replay === undefined && !state.active)
      state.replay = { born: state.header.born, ownOrdinal: undefined, turns: false, at: state.at }
  }

  #replayed(type: string, payload: JsonObject, here: Here) {
    const { tally } = this.#setup
    const path = this.#state.header?.agentPath
    if (type === 'turn_context') turnContext(payload, here, true)
    if (stringAt(payload, 'type') === 'token_count') noteTotals(payload, here)
    if (path !== undefined && stringAt(payload, 'recipient') === path) this.#handle(type, payload, here)
    else tally.skipped('history of another session')
  }

  #handle(type: string, payload: JsonObject, here: Here) {
    const { tally } = this.#setup
    if (type === 'state') return tally.skipped('state')
    const line = lineHandlers.get(type)
    if (line) {
      this.#unknownFields(type, payload, payloadFields.get(type))
      return line(payload, here, 'e')
    }
    if (type !== 'response_item' && type !== 'event_msg')
      return skippedTypes.has(type) ? tally.skipped(type) : tally.unknown(`type:${type}`)
    const inner = stringAt(payload, 'type') ?? (stringAt(payload, 'role') ? 'message' : undefined)
    if (inner === undefined) return tally.setAside(here.line, `${type} has no type`)
    this.#unknownFields(inner, payload, payloadFields.get(inner))
    if (inner === 'item_completed') return this.#item(payload, here)
    const handler = (type === 'response_item' ? itemHandlers : eventHandlers).get(inner)
    if (handler === undefined)
      return skippedTypes.has(inner) ? tally.skipped(inner) : tally.unknown(`type:${type}.${inner}`)
    if (type === 'response_item' && inner.endsWith('_call')) this.#keep(here.line.offset, payload)
    handler(payload, here, 'e')
  }

  #item(payload: JsonObject, here: Here) {
    const { tally } = this.#setup
    const event = eventOfItem(payload)
    const handler = event && eventHandlers.get(stringAt(event, 'type') ?? '')
    if (handler) return handler(event, here, 'i')
    const item = stringAt(objectAt(payload, 'item'), 'type') ?? 'without type'
    if (skippedItems.has(item)) tally.skipped(`item ${item}`)
    else tally.unknown(`type:item_completed.${item}`)
  }

  #keep(offset: number, payload: JsonObject) {
    this.#calls.set(offset, payload)
    const oldest = this.#calls.size > callsKept ? this.#calls.keys().next().value : undefined
    if (oldest !== undefined) this.#calls.delete(oldest)
  }

  #lookBack([offset, length]: readonly [number, number]): JsonObject | undefined {
    const kept = this.#calls.get(offset)
    if (kept) return kept
    const text = this.#log.readLine(offset, length)
    if (text === undefined) return undefined
    try {
      return openLine(JSON.parse(text) as JsonObject)?.payload
    } catch {
      return undefined
    }
  }

  #here(line: Line): Here {
    const state = this.#state
    let index = 0
    return {
      state,
      tally: this.#setup.tally,
      line,
      log: this.#log.id,
      session: sessionId(state.header, this.#log.id),
      at: state.at,
      next: () => state.base + line.offset + index++,
      emit: (record) => this.#setup.emit(record),
      lookBack: (span) => this.#lookBack(span),
    }
  }

  #unknownFields(name: string, value: JsonObject, known: ReadonlySet<string> | undefined) {
    if (known === undefined) return
    for (const field in value) if (!known.has(field)) this.#setup.tally.unknown(`field:${name}.${field}`)
  }
}
