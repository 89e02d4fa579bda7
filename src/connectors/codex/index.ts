import { z } from 'zod'
import type { Connector } from '../../model/connector.ts'
import { newestInLog, type ParserSetup, readLog } from '../jsonl/index.ts'
import { discover, watch } from './discover.ts'
import { readPacked } from './packed.ts'
import { RolloutParser } from './parser.ts'
import { isPacked, readStoredLine } from './stored-line.ts'

export { readStoredLine } from './stored-line.ts'

/** Sessions of OpenAI's Codex, from the rollouts that it writes. */
export const codex: Connector<Record<string, never>> = {
  name: 'codex',
  title: 'Codex sessions',
  configSchema: z.strictObject({}),
  discover,
  watch,
  newestIn: async ({ id }) => (isPacked(id) ? undefined : newestInLog(id)),
  read(source, cursor, { signal }) {
    const log = {
      id: source.id,
      ...(source.home === undefined ? {} : { home: source.home }),
      readLine: (offset: number, length: number) => readStoredLine(source.id, offset, length),
    }
    const open = (setup: ParserSetup) => new RolloutParser(log, setup)
    return isPacked(source.id) ? readPacked(source.id, cursor, open, signal) : readLog(source, cursor, open, signal)
  },
}
