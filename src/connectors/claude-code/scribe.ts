import type { Json } from '../../model/field.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import type { Line, Tally } from '../jsonl/index.ts'
import type { LogPath } from './log-path.ts'
import type { State } from './state.ts'

/** What every part of the parser works with. */
export interface Scribe {
  readonly log: LogPath
  readonly home: string | undefined
  readonly state: State
  readonly tally: Tally
  /** Sessions that changed since they were emitted. */
  readonly changed: Set<string>
  emit(record: AnyRecord): void
}

/** Where and when a line stands: what all records from it share. */
export interface Place {
  readonly session: string
  readonly at: number
  readonly line: Line
  readonly uuid: string | undefined
  readonly cwd: string | undefined
  readonly version: string | undefined
  readonly sidechain: boolean
  /** Whether it is told in the progress of a call, whose tokens are those of a message's begin, in any version. */
  readonly progress: boolean
}

/** Emits an event of a session. `index` tells several of a type on one line apart. */
export const emitEvent = (
  scribe: Scribe,
  place: Place,
  type: RecordOf<'sessionEvent'>['type'],
  details: Json,
  index = 0,
): void => {
  const name = index === 0 ? type : `${type}#${index}`
  scribe.emit({
    kind: 'sessionEvent',
    id: place.uuid === undefined ? `${place.session}@${place.line.offset}` : `${place.uuid}#${name}`,
    session: place.session,
    at: place.at,
    position: place.line.offset + index,
    type,
    details,
  })
}

/** Emits a text that is neither prompt nor tool. */
export const emitMessage = (
  scribe: Scribe,
  place: Place,
  index: number,
  form: RecordOf<'message'>['form'],
  text: string,
  model?: string,
): void => {
  const position = place.line.offset + index
  scribe.emit({
    kind: 'message',
    id: place.uuid === undefined ? `${place.session}@${position}` : `${place.uuid}#${index}`,
    session: place.session,
    at: place.at,
    position,
    form,
    ...(model === undefined ? {} : { model }),
    text,
  })
}
