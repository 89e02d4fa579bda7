import { Fragment, type ReactNode } from 'react'
import { count as figure, plural } from '../../ui/format.ts'
import { SessionLink } from '../../ui/links.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { placeOf } from './hit-place.ts'
import type { Found } from './use-found.ts'

type Hit = Found['hits'][number]
type Fitting = Found['fitting'][number]

const kinds: Readonly<Record<Hit['kind'], string>> = {
  turn: 'Prompt',
  message: 'Answer',
  toolCall: 'Tool call',
  event: 'Event',
}

/** Why a session was found: what of it fits the filters, and where stands what was looked for. Each leads to its place. */
export const Hits = ({ found: { session, fitting, hits, hitCount } }: { readonly found: Found }) => {
  if (hits.length === 0 && fitting.length === 0) return null
  const others = hitCount.count - hits.length
  return (
    <ul className="mt-1">
      {fitting.map((each) => (
        <Line key={`${each.kind} ${each.name}`} label={each.kind === 'file' ? 'Edited' : 'Called'}>
          <Place session={session.id} of={each}>
            {each.kind === 'file' ? inDirectory(each.name, session.workingDirectory) : visibleLine(each.name)}
          </Place>
          <span className="shrink-0 py-[3px] text-soft">{told(each, fitting)}</span>
        </Line>
      ))}
      {hits.map((hit) => (
        <Line key={`${hit.kind} ${hit.id}`} label={kinds[hit.kind]}>
          <Place session={session.id} of={hit}>
            <Snippet parts={hit.text} />
          </Place>
          {hit.subagent !== null && <span className="shrink-0 py-[3px] text-soft">in a subagent</span>}
        </Line>
      ))}
      {hits.length > 0 && (others > 0 || hitCount.more) && (
        <li className="pl-19 text-xs text-soft">
          {others > 0
            ? `and ${figure(others)}${hitCount.more ? ' or more' : ''} other ${others === 1 ? 'place' : 'places'}`
            : 'and perhaps in other places'}
        </li>
      )}
    </ul>
  )
}

const Line = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <li className="flex gap-2 text-xs">
    <span className="w-17 shrink-0 py-[3px] text-soft">{label}</span>
    {children}
  </li>
)

const Place = ({
  session,
  of,
  children,
}: {
  readonly session: string
  readonly of: Hit | Fitting
  readonly children: ReactNode
}) => (
  <SessionLink id={session} {...placeOf(of)} className="line-clamp-2 min-h-6 min-w-0 py-[3px] wrap-anywhere">
    {children}
  </SessionLink>
)

/** A path as it is known where the session ran. */
const inDirectory = (path: string, directory: string | null): string =>
  visibleLine(directory !== null && path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path)

/** How often; after the last of a kind how many others there are. */
const told = (each: Fitting, all: readonly Fitting[]): string => {
  const same = all.filter(({ kind }) => kind === each.kind)
  const others = same.at(-1) === each ? each.names - same.length : 0
  const times = each.kind === 'file' ? plural(each.times, 'edit') : plural(each.times, 'call')
  return others > 0 ? `${times}, and ${plural(others, `other ${each.kind}`)}` : times
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
