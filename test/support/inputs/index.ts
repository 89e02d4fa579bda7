import { claudeCodeInput } from './claude-code.ts'
import { codexInput } from './codex.ts'
import { gitInput } from './git.ts'
import type { ConnectorInput } from './input.ts'

/** Input for every connector: a new one is not conforming before it stands here. */
export const inputs: readonly ConnectorInput[] = [claudeCodeInput, codexInput, gitInput]

export type { ConnectorInput } from './input.ts'
