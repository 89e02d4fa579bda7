import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MaestroError } from '../../../../model/errors.ts'
import type { RecordKind } from '../../../../model/record.ts'
import { type KindName, recordKinds } from '../../../../model/records/index.ts'
import { type StoredRecord, storedRecords } from '../../../../store/questions/stored-records.ts'
import type { Invocation } from '../../command.ts'
import { plural } from '../../output/figures.ts'
import { visible, visibleJson } from '../../output/visible.ts'

/** `maestro export` */
export const run = async ({ terminal, options, arguments: names, withContext }: Invocation): Promise<void> => {
  const kinds = kindsOf(names)
  const format = String(options.format ?? 'jsonl')
  if (format !== 'jsonl' && format !== 'csv') {
    throw new MaestroError('usage', `There is no format "${format}".`, 'Give jsonl or csv.')
  }
  if (format === 'csv' && kinds.length !== 1) {
    throw new MaestroError(
      'usage',
      'A CSV file has the columns of one kind of record.',
      'Name one kind: maestro export turn --format csv.',
    )
  }
  const forEyes = terminal.interactive && typeof options.out !== 'string'
  const printed = (row: string) => (forEyes ? visible(row) : row)
  await withContext(async ({ client }) => {
    let written = 0
    async function* lines(): AsyncGenerator<string> {
      if (format === 'csv') yield `${Object.keys(kinds[0]!.fields).map(csvCell).join(',')}\r\n`
      for (const kind of kinds) {
        for await (const record of storedRecords(client, kind)) {
          written++
          yield format === 'csv' ? printed(csvLine(kind, record)) : `${visibleJson(record)}\n`
        }
      }
    }
    if (typeof options.out === 'string') {
      const file = createWriteStream(options.out, { mode: 0o600 })
      await pipeline(Readable.from(lines()), file).catch((cause) => {
        throw new MaestroError(
          'storage',
          `${String(options.out)} cannot be written: ${(cause as Error).message}.`,
          'Name a file in a folder that you can write to.',
          { cause },
        )
      })
      if (terminal.json) terminal.value({ file: options.out, records: written })
      else terminal.note(`Wrote ${plural(written, 'record')} to ${options.out}.`)
    } else await pipeline(Readable.from(lines()), process.stdout, { end: false })
  })
}

const kindsOf = (names: readonly string[]): RecordKind[] => {
  const all = Object.keys(recordKinds)
  const wrong = names.find((name) => !all.includes(name))
  if (wrong !== undefined)
    throw new MaestroError('usage', `There is no kind of record "${wrong}".`, `Give some of ${all.join(', ')}.`)
  return (names.length > 0 ? names : all).map((name) => recordKinds[name as KindName])
}

/** As in RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
const csvCell = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const inert = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

const csvLine = (kind: RecordKind, record: StoredRecord): string =>
  `${Object.keys(kind.fields)
    .map((field) => csvCell(record[field]))
    .join(',')}\r\n`
