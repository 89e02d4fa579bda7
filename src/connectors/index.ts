import type { Connector } from '../model/connector.ts'
import { claudeCode } from './claude-code/index.ts'
import { codex } from './codex/index.ts'
import { git } from './git/index.ts'

/** Every connector, in the order in which discovery asks them. */
export const connectors: readonly Connector[] = [claudeCode, codex, git] as readonly Connector[]

/** The connector of that name; a name that none has is a fault of the program. */
export const connectorNamed = (name: string): Connector => {
  const connector = connectors.find((candidate) => candidate.name === name)
  if (!connector) throw new TypeError(`no connector is named ${name}`)
  return connector
}
