import type { Json } from '../../model/field.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import type { JsonObject } from './value.ts'

/** Where a line stands in its log. */
export interface Line {
  /** Byte offset of its first byte: with the index of a block within the line added, the `position` of a record. */
  readonly offset: number
  /** Bytes, without the newline. */
  readonly length: number
}

/** Where a parser notes what it met and did not turn into records. Each call counts one. */
export interface Tally {
  /** A line, or a part of one, that holds nothing worth keeping, by name: `progress`. */
  skipped(name: string): void
  /** A type or field that the connector does not know: `type:foo`, `field:assistant.bar`. */
  unknown(name: string): void
  /** A line written by this version of the agent. */
  version(version: string): void
  /** A line that could not be understood, wholly or in part. */
  setAside(line: Line, reason: string): void
}

/**
 * What an agent's connector knows about its lines. One parser reads one log from a cursor to the end.
 *
 * Cut anywhere and read on with a new parser that was given `state()`, it must emit the same records as in one pass
 * (of `span` records: records that join to the same).
 */
export interface LineParser {
  /**
   * Looks at the raw bytes of a line and answers a name when it needs no parsing; counted as skipped under that name.
   * The buffer is valid during the call only.
   */
  skip?(line: Buffer): string | undefined
  /**
   * One line that is a JSON object. What it throws sets the line aside, together with the records emitted for it, but
   * wrong types in fields are better ignored by looking at them through `value.ts`.
   */
  line(value: JsonObject, line: Line): void
  /** A batch ends here: the place to emit what is joined over lines, such as the session. */
  endBatch?(): void
  /** What the parser has to remember, small and JSON-serialisable; a copy that the parser does not change afterwards. */
  state(): Json
}

/** What a parser is made with. */
export interface ParserSetup {
  /** What `state()` of the previous parser answered; absent at the start of the log. */
  readonly state: Json | undefined
  readonly tally: Tally
  /** Adds a record to the batch that is being read. */
  emit(record: AnyRecord): void
}
