import { useState } from 'react'
import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { CommandLine } from '../../ui/command.tsx'
import { bytes, count } from '../../ui/format.ts'
import { Section } from '../../ui/section.tsx'
import { Row, Table } from '../../ui/table.tsx'

/** What is stored, how much, and how to have it elsewhere. */
export const Stored = () => (
  <Section title="What is stored" anchor="stored">
    <Answered query={useAnswer('stored', {})} lines={3}>
      {({ items }) => {
        const total = items.reduce((sum, item) => sum + item.bytes, 0)
        const parts = [...Map.groupBy(items, ({ part }) => part)]
          .map(([part, held]) => ({ part, held, size: held.reduce((sum, item) => sum + item.bytes, 0) }))
          .toSorted((a, b) => b.size - a.size)
        return (
          <>
            <p className="mb-2">{bytes(total)} in the database of this machine:</p>
            <dl className="max-w-[34rem]">
              {parts.map(({ part, size }) => (
                <div key={part} className="grid grid-cols-[minmax(0,1fr)_8rem_4.5rem] items-center gap-3 py-0.5">
                  <dt>{part}</dt>
                  <dd aria-hidden="true" className="h-2.5 rounded-xs bg-line">
                    <span className="block h-full rounded-xs bg-bar" style={{ width: `${(100 * size) / total}%` }} />
                  </dd>
                  <dd className="text-right">{bytes(size)}</dd>
                </div>
              ))}
            </dl>
            <details className="mt-2">
              <summary className="text-xs text-soft">All of it, table by table</summary>
              <Table caption="Stored by table" head={['What', 'Belongs to', 'Rows, about', 'Size']}>
                {items
                  .filter(({ rows }) => rows > 0)
                  .map(({ table, holds, part, rows, bytes: size }) => (
                    <Row key={table} cells={[holds, part, count(rows), bytes(size)]} />
                  ))}
              </Table>
            </details>
            <Elsewhere items={items} />
          </>
        )
      }}
    </Answered>
  </Section>
)

/** In which table the records of a kind lie. */
const tableOf = (kind: string): string => kind.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A copy: as a file of records from here, as a backup from the command line. */
const Elsewhere = ({ items }: { readonly items: Answer<'stored'>['items'] }) => {
  const [kind, setKind] = useState('all')
  const kinds = useAnswer('record-kinds', {}).data?.items ?? []
  return (
    <div className="mt-4 grid gap-x-8 gap-y-3 sm:grid-cols-2">
      <div className="min-w-0">
        <h3 className="font-medium">Export</h3>
        <p className="mb-2 text-soft">Records as JSON lines, secrets taken out, for another program.</p>
        <div className="flex items-center gap-2">
          <select
            aria-label="What is exported"
            value={kind}
            onChange={(event) => setKind(event.target.value)}
            className="min-w-0 flex-1 rounded-md border border-line bg-panel px-2 py-1"
          >
            <option value="all">Everything</option>
            {kinds.map(({ kind: name }) => (
              <option key={name} value={name}>
                {items.find(({ table }) => table === tableOf(name))?.holds ?? name}
              </option>
            ))}
          </select>
          <a
            href={`/api/records/${kind}`}
            download={`maestro-${kind}.jsonl`}
            className="rounded-md border border-line bg-panel px-2.5 py-1 hover:bg-tint"
          >
            Export
          </a>
        </div>
      </div>
      <div className="min-w-0">
        <h3 className="font-medium">Backup</h3>
        <p className="mb-2 text-soft">
          The whole in one file, with the key of this installation: from a terminal, also while the server runs.
        </p>
        <CommandLine command="maestro backup ~/maestro.backup" />
      </div>
    </div>
  )
}
