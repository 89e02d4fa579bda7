import { resolve } from 'node:path'
import { readKeptFiles } from '../../../../store/transfer/kept-files.ts'
import { openBackup } from '../../../../store/transfer/read-backup.ts'
import { verifyBackup } from '../../../../store/transfer/restore-backup.ts'
import { writeBackup } from '../../../../store/transfer/write-backup.ts'
import { openData } from '../../../workspace.ts'
import type { Invocation } from '../../command.ts'
import { dateAndTime } from '../../output/dates.ts'
import { bytes, plural } from '../../output/figures.ts'
import { visibleLine } from '../../output/visible.ts'
import { version } from '../../version.ts'

/** `maestro backup` */
export const run = async (invocation: Invocation): Promise<void> => {
  const file = resolve(invocation.arguments[0]!)
  await (invocation.options.verify === true ? verify(file, invocation) : write(file, invocation))
}

const write = async (file: string, { terminal, workspace }: Invocation): Promise<void> => {
  const database = await openData(workspace)
  try {
    const client = await database.connect()
    try {
      const files = readKeptFiles(workspace.folder, workspace.env)
      const report = await writeBackup(client, { file, files, maestro: version(), now: Date.now() })
      const rows = rowsIn(report.header.rows)
      if (terminal.json) return terminal.value({ file, bytes: report.bytes, rows: report.header.rows })
      terminal.line(`Wrote ${plural(rows, 'row')} to ${visibleLine(file)} (${bytes(report.bytes)}).`)
      terminal.line('It is as secret as the data: it holds their texts and the key of line hashes.')
    } finally {
      await client.end()
    }
  } finally {
    await database.close()
  }
}

const verify = async (file: string, { terminal, workspace }: Invocation): Promise<void> => {
  await using backup = await openBackup(file)
  await verifyBackup(backup)
  const { header } = backup
  if (terminal.json) {
    const { files, ...told } = header
    return terminal.value({ file, bytes: backup.bytes, ...told })
  }
  terminal.line(
    `${visibleLine(file)} is whole: ${plural(rowsIn(header.rows), 'row')}, ${bytes(backup.bytes)}, ` +
      `written ${dateAndTime(header.at, workspace.timezone)} by Maestro ${visibleLine(header.maestro)}.`,
  )
}

const rowsIn = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, value) => sum + value, 0)
