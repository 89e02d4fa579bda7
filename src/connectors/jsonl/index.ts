/**
 * The reader of append-only JSON-lines logs, shared by the connectors of agents that write them.
 *
 *     export const claudeCode: Connector = {
 *       async *discover({ homes }, changed) {
 *         for (const home of homes) for (const folder of home.claudeFolders)
 *           yield* findLogs({ connector: 'claude-code', root: folder, home: home.path, accepts: isSessionLog, changed })
 *       },
 *       read: (source, cursor, context) =>
 *         readLog(source, cursor, (setup) => new SessionParser(source, setup), context.signal),
 *     }
 */
export { findLogs } from './find.ts'
export { joinEnds, keepOutput, keptOfEachEnd, mostKept } from './kept-output.ts'
export { newestInLog } from './newest.ts'
export type { Line, LineParser, ParserSetup, Tally } from './parser.ts'
export { touches } from './path-below.ts'
export { readLog } from './read.ts'
export {
  arrayAt,
  asObject,
  countAt,
  instantAt,
  integerAt,
  type JsonObject,
  keptWhole,
  nestsWithin,
  numberAt,
  objectAt,
  stringAt,
  tokensAt,
  trueAt,
} from './value.ts'
