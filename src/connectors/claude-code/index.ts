import { join } from 'node:path'
import { z } from 'zod'
import type { Connector } from '../../model/connector.ts'
import { findLogs, newestInLog, readLog } from '../jsonl/index.ts'
import { holdsLogs, isLog, logPath } from './log-path.ts'
import { ClaudeCodeParser } from './parser.ts'
import { readMeta } from './subagent.ts'

const configSchema = z.strictObject({}).default({})

/** Sessions of Claude Code, from the logs below `projects/`. */
export const claudeCode: Connector<z.infer<typeof configSchema>> = {
  name: 'claude-code',
  title: 'Claude Code sessions',
  configSchema,

  async *discover({ homes }) {
    for (const home of homes) {
      for (const folder of home.claudeFolders) {
        yield* findLogs({
          connector: 'claude-code',
          root: join(folder, 'projects'),
          home: home.path,
          accepts: isLog,
          enters: holdsLogs,
        })
      }
    }
  },

  newestIn: ({ id }) => newestInLog(id),

  async *read(source, cursor, { signal }) {
    const meta = await readMeta(logPath(source.id))
    yield* readLog(source, cursor, (setup) => new ClaudeCodeParser(source, setup, meta), signal)
  },
}
