import type { RecordKind, ValueOfFields } from '../record.ts'
import { authorshipNote, checkpoint } from './evidence.ts'
import { checkout, commit, fileChange, mailmapEntry, merge, pullRequest, ref, repository } from './git.ts'
import { message } from './message.ts'
import { session } from './session.ts'
import { sessionEvent } from './session-event.ts'
import { edit, printedCommit, toolCall, toolResult } from './tool.ts'
import { turn } from './turn.ts'
import { usage } from './usage.ts'

/** Every kind of record, in the order in which they are written. */
export const recordKinds = {
  session,
  turn,
  message,
  usage,
  toolCall,
  toolResult,
  edit,
  printedCommit,
  sessionEvent,
  repository,
  checkout,
  ref,
  commit,
  fileChange,
  merge,
  pullRequest,
  mailmapEntry,
  authorshipNote,
  checkpoint,
} as const satisfies Record<string, RecordKind>

export type KindName = keyof typeof recordKinds

/** A record of one kind, as connectors yield it. */
export type RecordOf<K extends KindName> = { kind: K } & ValueOfFields<(typeof recordKinds)[K]['fields']>

/** A record of any kind. */
export type AnyRecord = { [K in KindName]: RecordOf<K> }[KindName]
