import { duration, plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { Failed } from '../../ui/states.tsx'
import { Changed, Diff } from './diff.tsx'
import { type Entry, useEntry } from './entry.ts'
import { LongText } from './long-text.tsx'
import type { Line } from './outline.ts'
import { doneBy, endedAs } from './words.ts'

type Call = Extract<Line, { kind: 'toolCall' }>

/** A call in one line: what, on what, and whether it worked. */
export const CallLine = ({ line }: { readonly line: Call }) => {
  const ended = endedAs(line)
  const slow = line.durationMs !== null && line.durationMs >= 5000
  const added = line.edits.reduce((sum, edit) => sum + edit.added, 0)
  const removed = line.edits.reduce((sum, edit) => sum + edit.removed, 0)
  return (
    <>
      <span className="shrink-0 font-medium">{doneBy(line)}</span>
      <span className="min-w-0 flex-1 truncate font-mono text-xs text-soft">
        <Say text={line.target ?? line.tool} />
      </span>
      {line.editedFiles > 0 && (
        <span className="shrink-0 text-xs">
          {line.editedFiles > 1 && `${plural(line.editedFiles, 'file')} `}
          <Changed added={added} removed={removed} />
        </span>
      )}
      {slow && <span className="shrink-0 text-xs text-soft">{duration(line.durationMs!)}</span>}
      {ended === undefined ? (
        <span className="shrink-0 text-xs text-soft">
          <span aria-hidden="true">✓</span>
          <span className="sr-only">worked</span>
        </span>
      ) : (
        <span className="shrink-0 text-xs font-medium">{ended}</span>
      )}
    </>
  )
}

/** Its input, what it changed and what came back. */
export const CallOpened = ({ line, session }: { readonly line: Call; readonly session: string }) => {
  const { data, error, refetch } = useEntry(session, 'toolCall', line.id)
  if (error) return <Failed error={error} onAgain={() => void refetch()} />
  if (data === undefined) return <div aria-busy="true" className="h-24" />
  if (data === null) return <p className="py-1 text-xs text-soft">Nothing more is on record.</p>
  return (
    <div className="mb-3 ml-5 space-y-2">
      {data.edits.map((edit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a call may change a file twice
        <Diff key={index} {...edit} />
      ))}
      <Labelled label="Input" text={inputOf(data.input)} />
      {data.result && <Output result={data.result} />}
    </div>
  )
}

const Output = ({ result }: { readonly result: NonNullable<Extract<Entry, { kind: 'toolCall' }>['result']> }) =>
  result.output === null ? (
    <p className="text-xs text-soft">
      {result.outputFile === null ? 'It returned nothing that is on record.' : 'The log keeps its output elsewhere.'}
    </p>
  ) : (
    <Labelled label="Output" text={result.output} />
  )

const Labelled = ({ label, text }: { readonly label: string; readonly text: string }) =>
  text === '' ? null : (
    <div>
      <p className="text-xs text-soft">{label}</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        className="max-h-[24rem] overflow-auto rounded-md border border-line bg-panel p-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
      >
        <LongText text={text} most={20_000} />
      </pre>
    </div>
  )

const inputOf = (input: unknown): string => {
  if (typeof input === 'string') return input
  if (typeof input !== 'object' || input === null) return ''
  return Object.entries(input)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}`)
    .join('\n')
}
