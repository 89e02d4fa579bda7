import { join } from 'node:path'
import { z } from 'zod'
import type { Connector, Home } from '../../model/connector.ts'
import { lookWithin } from '../confined/index.ts'
import { findLogs, newestInLog, readLog, touches } from '../jsonl/index.ts'
import { holdsLogs, isLog, logPath } from './log-path.ts'
import { ClaudeCodeParser } from './parser.ts'
import { withPersistedOutputs } from './persisted-output.ts'
import { retentionIn } from './retention.ts'
import { readMeta } from './subagent.ts'

const configSchema = z.strictObject({}).default({})

const roots = (homes: readonly Home[]) =>
  homes.flatMap((home) => home.claudeFolders.map((folder) => ({ root: join(folder, 'projects'), home: home.path })))

/** Sessions of Claude Code, from the logs below `projects/`. */
export const claudeCode: Connector<z.infer<typeof configSchema>> = {
  name: 'claude-code',
  title: 'Claude Code sessions',
  configSchema,

  async *discover({ homes }, changed) {
    for (const { root, home } of roots(homes))
      yield* findLogs({ connector: 'claude-code', root, home, accepts: isLog, enters: holdsLogs, changed })
  },

  async *watch({ homes }, changed) {
    for (const { root } of roots(homes))
      if (touches(root, changed)) yield { path: root, deep: true, accepts: isLog, enters: holdsLogs }
  },

  retention: (homes) => retentionIn(homes.flatMap((home) => home.claudeFolders)),

  newestIn: ({ id }) => newestInLog(id),

  async *read(source, cursor, { roots: folders, signal }) {
    const log = logPath(source.id)
    const look = lookWithin(folders)
    const meta = await readMeta(log, look)
    const batches = readLog(source, cursor, (setup) => new ClaudeCodeParser(source, setup, meta), signal)
    yield* withPersistedOutputs(batches, cursor, log, look)
  },
}
