import { refresh } from '../../../../jobs/refresh.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { liftDeletion, listDeletions, type TombstoneRow } from '../../../../store/delete/index.ts'
import { syncOptionsOf } from '../../../workspace.ts'
import type { Invocation } from '../../command.ts'
import { dateAndTime } from '../../output/dates.ts'
import { count, plural } from '../../output/figures.ts'
import { type TableColumn, table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'
import { named } from './delete.ts'

/** `maestro deletions` */
export const run = async ({ terminal, workspace, options, withContext }: Invocation): Promise<void> => {
  const lift = options.lift === undefined ? undefined : numberOf(options.lift)
  await withContext(
    async ({ client, database, pricer }) => {
      if (lift === undefined) {
        const rows = await listDeletions(client)
        if (terminal.json) return terminal.value(rows)
        if (rows.length === 0) return terminal.line('Nothing was deleted.')
        return terminal.line(table(rows, columns(workspace.timezone), terminal.width, terminal.color.dim))
      }
      const lifted = await liftDeletion(client, lift, () =>
        terminal.note('Waiting for another maestro that is reading or computing just now.'),
      )
      const report = options.sync === false ? undefined : await refresh(database, syncOptionsOf(workspace), pricer)
      if (terminal.json) return terminal.value({ lifted, records: report?.records ?? null })
      terminal.line(`Deletion ${lifted.id} is taken back: ${named(lifted, undefined, workspace.timezone)}.`)
      if (report)
        terminal.line(`Read ${plural(report.sourcesDone, 'source')} again, ${plural(report.records, 'record')}.`)
      else terminal.line('The next sync reads what the sources still hold.')
    },
    { sync: false },
  )
}

const columns = (timezone: string): TableColumn<TombstoneRow>[] => [
  { title: '', value: ({ id }) => String(id), align: 'right' },
  { title: 'Deleted', value: ({ at }) => dateAndTime(at, timezone) },
  { title: 'Records', value: ({ total }) => count(total), align: 'right' },
  {
    title: 'What',
    value: (row) => {
      const identities = row.identities.map(visibleLine).join(', ')
      return named(row, identities === '' ? undefined : identities, timezone)
    },
  },
]

const numberOf = (value: unknown): number => {
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value)
  throw new MaestroError('usage', `"${String(value)}" is no number of a deletion.`, 'maestro deletions lists them.')
}
