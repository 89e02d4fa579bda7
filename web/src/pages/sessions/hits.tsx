import { Fragment } from 'react'
import { count as figure } from '../../ui/format.ts'
import { SessionLink } from '../../ui/links.tsx'
import { visibleLine } from '../../ui/visible.ts'
import type { Found } from './use-found.ts'

type Hit = Found['hits'][number]

const kinds: Readonly<Record<Hit['kind'], string>> = {
  turn: 'Prompt',
  message: 'Answer',
  toolCall: 'Tool call',
  event: 'Event',
}

/** Where in a session stands what was looked for; each leads to its place in the replay. */
export const Hits = ({
  session,
  hits,
  count,
  more,
}: {
  readonly session: string
  readonly hits: readonly Hit[]
  readonly count: number
  readonly more: boolean
}) => {
  if (hits.length === 0) return null
  const others = count - hits.length
  return (
    <ul className="mt-1">
      {hits.map((hit) => (
        <li key={`${hit.kind} ${hit.id}`} className="flex gap-2 text-xs">
          <span className="w-17 shrink-0 py-[3px] text-soft">{kinds[hit.kind]}</span>
          <SessionLink
            id={hit.subagent ?? session}
            event={hit.id}
            className="line-clamp-2 min-h-6 min-w-0 py-[3px] wrap-anywhere"
          >
            <Snippet parts={hit.text} />
          </SessionLink>
        </li>
      ))}
      {(others > 0 || more) && (
        <li className="pl-19 text-xs text-soft">
          {others > 0 ? `and ${figure(others)}${more ? ' or more' : ''} other places` : 'and perhaps in other places'}
        </li>
      )}
    </ul>
  )
}

const Snippet = ({ parts }: { readonly parts: Hit['text'] }) =>
  parts.map((part, index) => {
    const text = spaced(part.text)
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their order
    return part.hit ? <mark key={index}>{text}</mark> : <Fragment key={index}>{text}</Fragment>
  })

/** A part of a line: what hides is shown, and the spaces at its ends stay. */
const spaced = (text: string): string =>
  `${/^\s/.test(text) ? ' ' : ''}${visibleLine(text)}${/\S\s+$/.test(text) ? ' ' : ''}`
