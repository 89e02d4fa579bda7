import { visible, visibleLine } from '../../ui/visible.ts'
import { Code } from './code.tsx'
import type { Entry } from './entry.ts'
import { LongText } from './long-text.tsx'
import { Markdown } from './markdown.tsx'
import { Preformatted } from './preformatted.tsx'
import { Tasks } from './tasks.tsx'

type Call = Extract<Entry, { kind: 'toolCall' }>

/** A value of so many characters in one line stands beside others. */
const shortest = 160
/** So many fields and items are shown. */
const most = 60

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a call was given: short values beside one another, commands as code, prompts and plans as Markdown. */
export const CallInput = ({ call }: { readonly call: Call }) => {
  const { input } = call
  if (typeof input === 'string') return <Code text={input} language={undefined} label="Input" wrap />
  if (!isRecord(input)) return null
  const fields = Object.entries(input)
    .filter(
      ([name, value]) =>
        // What is off needs no word, nor does a path that stands over its diff.
        value !== null && value !== '' && value !== false && !(name === 'file_path' && call.edits.length > 0),
    )
    .slice(0, most)
  const facts = fields.filter(([name, value]) => !isLong(name, value))
  return (
    <>
      {facts.length > 0 && (
        <p className="text-xs text-soft wrap-anywhere">
          {facts.map(([name, value], index) => (
            <span key={name}>
              {index > 0 && ' · '}
              {visibleLine(name)} <span className="font-mono text-ink">{visibleLine(String(value))}</span>
            </span>
          ))}
        </p>
      )}
      {fields
        .filter(([name, value]) => isLong(name, value))
        .map(([name, value]) => (
          <Field key={name} name={name} value={value} />
        ))}
    </>
  )
}

const commands = new Set(['command', 'cmd', 'script', 'chars', 'code'])
const prose = new Set(['prompt', 'plan', 'message', 'body'])

const isLong = (name: string, value: unknown): boolean =>
  commands.has(name) ||
  (typeof value === 'string' ? value.length > shortest || value.includes('\n') : typeof value === 'object')

const Field = ({ name, value }: { readonly name: string; readonly value: unknown }) => {
  if (commands.has(name) && (typeof value === 'string' || isWords(value)))
    return <Code text={typeof value === 'string' ? value : value.join(' ')} language="bash" label={name} wrap />
  if (name === 'questions' && Array.isArray(value)) return <Questions questions={value} />
  if (name === 'todos' && Array.isArray(value)) return <Tasks items={value} />
  const label = <p className="text-xs text-soft">{visibleLine(name)}</p>
  if (prose.has(name) && typeof value === 'string')
    return (
      <div>
        {label}
        <div className="rounded-md border border-line bg-panel px-3 py-2">
          <Markdown text={value} />
        </div>
      </div>
    )
  return (
    <div>
      {label}
      {typeof value === 'string' ? (
        <Preformatted label={visibleLine(name)}>
          <LongText text={value} most={20_000} />
        </Preformatted>
      ) : (
        <Code text={JSON.stringify(value, null, 2) ?? ''} language="json" label={name} wrap />
      )}
    </div>
  )
}

const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((part) => typeof part === 'string')

/** What the agent asked, and what could be answered. */
const Questions = ({ questions }: { readonly questions: readonly unknown[] }) =>
  questions
    .filter(isRecord)
    .slice(0, most)
    .map((question, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: questions have no other name
      <div key={index}>
        <p className="font-medium">{visible(String(question.question ?? ''))}</p>
        <ul className="list-disc pl-5">
          {(Array.isArray(question.options) ? question.options : [])
            .filter(isRecord)
            .slice(0, most)
            .map((option, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: options have no other name
              <li key={place}>
                {visibleLine(String(option.label ?? ''))}
                {typeof option.description === 'string' && (
                  <span className="text-xs text-soft"> {visibleLine(option.description)}</span>
                )}
              </li>
            ))}
        </ul>
      </div>
    ))
