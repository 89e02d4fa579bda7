import { lines } from '../field.ts'

/** What the log line of a record is told by: decides between copies of a log that contradict each other. */
export const logLine = lines(
  'CRC-32 of the log line it was read from: of two copies that say different things in one place, the smaller stands',
).maybe()
