import { MaestroError } from '../../model/errors.ts'
import type { OptionValues } from './command.ts'
import type { Terminal } from './terminal.ts'

/** The text of an option, where it was given one. */
export const option = (value: OptionValues[string]): string | undefined =>
  typeof value === 'string' ? value : undefined

/** The period that was asked for, as it was written. */
export const askedPeriod = ({ since, until, asOf, timezone }: OptionValues) => ({
  since: option(since),
  until: option(until),
  asOf: option(asOf),
  timezone: option(timezone),
})

/** A whole number from an option. Throws `MaestroError('usage')` for anything else. */
export const wholeNumber = (value: unknown, option: string): number | undefined => {
  if (value === undefined) return undefined
  if (/^\d{1,15}$/.test(String(value))) return Number(value)
  throw new MaestroError('usage', `--${option} ${String(value)} is no whole number.`, 'Give a number such as 20.')
}

const inPipe = 200

/** How many rows are printed for readers: as many as asked for; else all on a terminal and a bounded number in a pipe. */
export const rowLimit = (value: unknown, terminal: Terminal): number =>
  wholeNumber(value, 'limit') ?? (terminal.interactive ? Number.MAX_SAFE_INTEGER : inPipe)

const highestPort = 65_535

/** A port from `--port`. Throws `MaestroError('usage')` for what is none. */
export const portOf = (value: unknown): number | undefined => {
  const port = wholeNumber(value, 'port')
  if (port === undefined || (port > 0 && port <= highestPort)) return port
  throw new MaestroError('usage', `--port ${port} is no port.`, `Give a number from 1 to ${highestPort}.`)
}
