import type { Step } from '../../script.ts'
import type { ToolUse } from '../agent-log.ts'
import type { Scene } from '../scene.ts'

/** The steps that are calls of tools; the others are words, or happen to the session. */
export type Call = Exclude<Step, { do: 'think' | 'say' | 'interrupt' | 'compact' | 'overload' | 'queue' | 'wait' }>

export type CallOf<Name extends Call['do']> = Extract<Call, { do: Name }>

/** Plays a call: changes files and history, lets time pass, and tells what the log is to hold. */
export type Tool<Name extends Call['do']> = (step: CallOf<Name>, scene: Scene) => ToolUse[] | Promise<ToolUse[]>
