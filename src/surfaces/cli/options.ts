import { MaestroError } from '../../model/errors.ts'
import type { Terminal } from './terminal.ts'

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
