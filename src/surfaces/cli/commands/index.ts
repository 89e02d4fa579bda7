import type { CommandSpec } from '../command.ts'
import { askCommands } from './ask/index.ts'
import { dataCommands } from './data/index.ts'
import { runCommands } from './run/index.ts'

/** Every command, in the order of the help. */
export const commands: readonly CommandSpec[] = [...runCommands, ...askCommands, ...dataCommands]
