import { useAnswer } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { bytes, count } from '../../ui/format.ts'
import { Section } from '../../ui/section.tsx'
import { Row, Table } from '../../ui/table.tsx'

/** What is stored, and how much. */
export const Stored = () => (
  <Section title="What is stored">
    <Answered query={useAnswer('stored', {})} lines={3}>
      {({ items }) => {
        const total = items.reduce((sum, item) => sum + item.bytes, 0)
        const [first, second] = items
        return (
          <>
            <p>
              {bytes(total)} in all
              {first && second && `, the most of it ${named(first.table)} and ${named(second.table)}`}.{' '}
              <code>maestro export</code> prints every record, <code>maestro backup</code> keeps a copy.
            </p>
            <details className="mt-1">
              <summary className="text-xs text-soft">By table</summary>
              <Table caption="Stored by table" head={['Table', 'Rows, about', 'Size']}>
                {items.map((item) => (
                  <Row key={item.table} cells={[named(item.table), count(Math.max(0, item.rows)), bytes(item.bytes)]} />
                ))}
              </Table>
            </details>
          </>
        )
      }}
    </Answered>
  </Section>
)

const named = (table: string): string => table.replaceAll('_', ' ')
