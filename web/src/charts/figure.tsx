import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { Row, Table } from '../ui/table.tsx'
import { type Cell, csvOf, jsonOf } from './csv.ts'
import { download } from './download.ts'

/** The figures behind a chart. */
export interface Figures {
  /** As people read them. */
  readonly head: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
  /** As programs read them. */
  readonly columns: readonly string[]
  readonly values: readonly (readonly Cell[])[]
}

/** A chart under its heading, with its figures one click away: as a table, as CSV, as JSON. */
export const Figure = ({
  title,
  file,
  figures,
  isTable,
  onTable,
  children,
}: {
  readonly title: string
  /** The name of downloads, without its ending. */
  readonly file: string
  readonly figures: Figures
  readonly isTable: boolean
  readonly onTable: () => void
  readonly children: ReactNode
}) => (
  <Section
    title={title}
    aside={
      <span className="flex items-center gap-1">
        <Button look="quiet" aria-pressed={isTable} onClick={onTable}>
          {isTable ? 'Chart' : 'Table'}
        </Button>
        <Button
          look="quiet"
          aria-label={`${title} as CSV`}
          onClick={() => download(`${file}.csv`, 'text/csv', csvOf(figures.columns, figures.values))}
        >
          CSV
        </Button>
        <Button
          look="quiet"
          aria-label={`${title} as JSON`}
          onClick={() => download(`${file}.json`, 'application/json', jsonOf(figures.columns, figures.values))}
        >
          JSON
        </Button>
      </span>
    }
  >
    {isTable ? (
      <Table caption={`Table: ${title}`} head={figures.head}>
        {figures.rows.map(({ key, cells }) => (
          <Row key={key} cells={cells} />
        ))}
      </Table>
    ) : (
      children
    )}
  </Section>
)
