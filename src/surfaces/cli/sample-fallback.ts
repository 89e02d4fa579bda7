import { makeSample } from '../sample-team.ts'
import { openWorkspace, sampleExists, type Workspace, type WorkspaceRequest } from '../workspace.ts'
import { visibleLine } from './output/visible.ts'
import type { Terminal } from './terminal.ts'

/** The sample team in place of a machine on which no agent ever ran, said so. */
export const fallBack = async (own: Workspace, request: WorkspaceRequest, terminal: Terminal): Promise<Workspace> => {
  terminal.note(
    own.homes.length === 0
      ? 'No agent has run here: there is no ~/.claude, ~/.config/claude or ~/.codex on this machine.'
      : `No agent has run here: there is no log in ${own.homes.map((home) => visibleLine(home.path)).join(', ')}.`,
  )
  if (!sampleExists(own.env)) await makeSample(own.env, {})
  return openWorkspace({ timezone: request.timezone, sample: true }, own.env)
}
