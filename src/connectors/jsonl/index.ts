/**
 * The reader of append-only JSON-lines logs, shared by the connectors of agents that write them.
 *
 *     export const claudeCode: Connector = {
 *       async *discover({ homes }) {
 *         for (const home of homes) for (const folder of home.claudeFolders)
 *           yield* findLogs({ connector: 'claude-code', root: folder, home: home.path, accepts: isSessionLog })
 *       },
 *       read: (source, cursor, context) =>
 *         readLog(source, cursor, (setup) => new SessionParser(source, setup), context.signal),
 *     }
 */
export { findLogs } from './find.ts'
export { newestInLog } from './newest.ts'
export type { Line, LineParser, ParserSetup, Tally } from './parser.ts'
export { readLog } from './read.ts'
export {
  arrayAt,
  asObject,
  countAt,
  instantAt,
  integerAt,
  type JsonObject,
  nestsWithin,
  numberAt,
  objectAt,
  stringAt,
  trueAt,
} from './value.ts'
