import { useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { linkTo } from './link-to.ts'
import type { LineRow } from './rows.ts'

/** What can be done with the event that the replay stands at. */
export const RowActions = ({ row }: { readonly row: LineRow }) => {
  const client = useQueryClient()
  const text = async (): Promise<string> => {
    const { line, session } = row
    if (line.kind === 'commit') return `${line.sha} ${line.subject}`
    const { items } = await client.fetchQuery({
      queryKey: ['session-entries', 'copied', { id: session }, line.kind, line.id],
      queryFn: ({ signal }) =>
        ask('session-entries', { id: session, ids: line.id.replaceAll('%', '%25').replaceAll(',', '%2C') }, signal),
      gcTime: 0,
    })
    const entry = items.find(({ kind }) => kind === line.kind)
    if (entry === undefined) return ''
    if (entry.kind === 'turn' || entry.kind === 'message') return entry.text
    if (entry.kind === 'event') return JSON.stringify(entry.details, null, 2)
    return entry.target ?? JSON.stringify(entry.input, null, 2)
  }
  return (
    <span className="flex shrink-0 max-md:hidden">
      <CopyButton text={text} label="Copy text" />
      <CopyButton text={() => linkTo(row)} label="Copy link" />
    </span>
  )
}
