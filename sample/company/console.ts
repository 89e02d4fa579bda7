import { filesFrom } from './files.ts'

/** The merchants' web application as it stood before the story begins: TypeScript and React. */
export const console = filesFrom(`
=== package.json
{
  "name": "console",
  "private": true,
  "type": "module",
  "scripts": {
    "dev": "vite",
    "build": "tsc -b && vite build",
    "test": "vitest run",
    "lint": "eslint src"
  },
  "dependencies": {
    "@tanstack/react-query": "5.62.8",
    "react": "19.1.0",
    "react-dom": "19.1.0"
  },
  "devDependencies": {
    "@testing-library/react": "16.1.0",
    "eslint": "9.17.0",
    "typescript": "5.9.3",
    "vite": "7.1.2",
    "vitest": "4.0.6"
  }
}
=== README.md
# console

What merchants see: payments, refunds, payouts, disputes.

    npm ci && npm run dev
=== CLAUDE.md
# Working here
- Components have no data access; hooks in src/api do.
- Every text that a merchant reads goes through src/text.
- Amounts are shown with formatMoney, dates with formatDate (merchant's zone, not the browser's).
- A page needs a loading, an empty and an error state.
=== AGENTS.md
See CLAUDE.md.
=== src/lib/format.ts
export const formatMoney = (amount: number, currency: string, locale = 'en-GB'): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 100)

export const formatDate = (at: string, locale = 'en-GB'): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(at))
=== src/lib/format.test.ts
import { expect, test } from 'vitest'
import { formatMoney } from './format'

test('formats euros', () => {
  expect(formatMoney(199900, 'EUR')).toBe('€1,999.00')
})
=== src/api/client.ts
export class ApiError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const get = async <Body,>(path: string): Promise<Body> => {
  const response = await fetch('/api' + path, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new ApiError(response.status, await response.text())
  return response.json() as Promise<Body>
}
=== src/api/useRefunds.ts
import { useQuery } from '@tanstack/react-query'
import { get } from './client'

export interface RefundRow {
  id: string
  payment: string
  amount: number
  currency: string
  state: 'requested' | 'sent' | 'settled' | 'failed'
  createdAt: string
}

export const useRefunds = () => useQuery({ queryKey: ['refunds'], queryFn: () => get<RefundRow[]>('/refunds') })
=== src/components/Table.tsx
import type { ReactNode } from 'react'

export interface Column<Row> {
  title: string
  cell: (row: Row) => ReactNode
}

export const Table = <Row extends { id: string }>({ columns, rows }: { columns: Column<Row>[]; rows: Row[] }) => (
  <table className="table">
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.title}>{column.title}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          {columns.map((column) => (
            <td key={column.title}>{column.cell(row)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
=== src/components/EmptyState.tsx
export const EmptyState = ({ title, hint }: { title: string; hint: string }) => (
  <div className="empty" role="status">
    <p className="empty-title">{title}</p>
    <p className="empty-hint">{hint}</p>
  </div>
)
=== src/pages/RefundsPage.tsx
import { useRefunds } from '../api/useRefunds'
import { EmptyState } from '../components/EmptyState'
import { Table } from '../components/Table'
import { formatDate, formatMoney } from '../lib/format'
import { text } from '../text'

export const RefundsPage = () => {
  const refunds = useRefunds()
  if (refunds.isPending) return <p>{text.loading}</p>
  if (refunds.isError) return <p role="alert">{text.refunds.error}</p>
  if (refunds.data.length === 0) return <EmptyState title={text.refunds.empty} hint={text.refunds.emptyHint} />
  return (
    <Table
      rows={refunds.data}
      columns={[
        { title: text.refunds.date, cell: (row) => formatDate(row.createdAt) },
        { title: text.refunds.amount, cell: (row) => formatMoney(row.amount, row.currency) },
        { title: text.refunds.state, cell: (row) => text.refunds.states[row.state] },
      ]}
    />
  )
}
=== src/text/index.ts
export const text = {
  loading: 'Loading…',
  refunds: {
    empty: 'No refunds yet',
    emptyHint: 'Refunds that you give will be listed here.',
    error: 'The refunds could not be loaded. Try again in a minute.',
    date: 'Requested',
    amount: 'Amount',
    state: 'State',
    states: { requested: 'Requested', sent: 'On its way', settled: 'Paid back', failed: 'Failed' },
  },
}
=== src/lib/csv.ts
/** Rows as a file that spreadsheets open. */
export const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\\n')
=== src/lib/search.ts
/** Whether a row is shown for what was typed. */
export const matches = (text: string, typed: string): boolean => text.includes(typed)
=== src/lib/relative.ts
/** How long ago something was. */
export const ago = (days: number): string => days + ' days ago'
=== src/lib/initials.ts
/** Two letters for the avatar. */
export const initials = (name: string): string => name.split(' ')[0]![0]! + name.split(' ')[1]![0]!
=== src/lib/stored.ts
/** What the browser kept for us. */
export const stored = <Value,>(key: string, otherwise: Value): Value => {
  const text = localStorage.getItem(key)
  return text === null ? otherwise : JSON.parse(text)
}
=== src/lib/query.ts
/** Filters as the part of the address behind the question mark. */
export const toQuery = (filters: Record<string, string>): string =>
  Object.entries(filters)
    .map(([name, value]) => name + '=' + value)
    .join('&')
=== src/components/Button.tsx
import type { ReactNode } from 'react'

export const Button = ({ onClick, children }: { onClick?: () => void; children: ReactNode }) => (
  <button className="button" onClick={onClick}>
    {children}
  </button>
)
=== src/components/Modal.tsx
import type { ReactNode } from 'react'

export const Modal = ({ onClose, children }: { onClose: () => void; children: ReactNode }) => (
  <div className="modal-back" onClick={onClose}>
    <div className="modal">{children}</div>
  </div>
)
=== src/components/Pager.tsx
export const Pager = ({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) => (
  <nav className="pager">
    <button onClick={() => onPage(page - 1)}>Back</button>
    <span>
      {page} / {pages}
    </span>
    <button onClick={() => onPage(page + 1)}>Next</button>
  </nav>
)
=== src/components/CopyButton.tsx
import { Button } from './Button'

export const CopyButton = ({ text }: { text: string }) => (
  <Button onClick={() => navigator.clipboard.writeText(text)}>Copy</Button>
)
=== src/components/DateRange.tsx
export interface Range {
  from: string
  to: string
}

export const DateRange = ({ range, onRange }: { range: Range; onRange: (range: Range) => void }) => (
  <fieldset className="date-range">
    <input type="date" value={range.from} onChange={(event) => onRange({ ...range, from: event.target.value })} />
    <input type="date" value={range.to} onChange={(event) => onRange({ ...range, to: event.target.value })} />
  </fieldset>
)
=== src/styles.css
.table td {
  padding: 4px 12px;
}

.button {
  border-radius: 4px;
  outline: none;
}

.empty {
  color: #b8b8b8;
}
=== index.html
<!doctype html>
<html>
  <head>
    <title>console</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.tsx"></script>
  </body>
</html>
`)
