import { useState } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { bytes } from '../../ui/format.ts'
import { visible, visibleLine } from '../../ui/visible.ts'
import { Code } from './code.tsx'
import type { Entry } from './entry.ts'
import { LongText } from './long-text.tsx'
import { Markdown } from './markdown.tsx'
import { Preformatted } from './preformatted.tsx'
import { withoutColours } from './terminal.ts'
import { numberedFile, unwrapOutput } from './wrapped.ts'

type Call = Extract<Entry, { kind: 'toolCall' }>
type Result = NonNullable<Call['result']>

/** Longer output is never set as Markdown, JSON or code. */
const longest = 60_000

/** What these return is prose. */
const prose = new Set(['delegate', 'web', 'skill', 'plan', 'ask'])

/** What came back from a call, set as what it is; as the log has it where somebody wants that. */
export const CallOutput = ({ call, result }: { readonly call: Call; readonly result: Result }) => {
  const { output } = result
  const [asLogged, setAsLogged] = useState(false)
  // That a file was changed is said by its diff.
  const [folded, setFolded] = useState(call.edits.length > 0 && result.status === 'ok')
  if (output === null)
    return (
      <p className="text-xs text-soft">
        {result.outputFile === null ? 'It returned nothing that is on record.' : 'The log keeps its output elsewhere.'}
      </p>
    )
  if (output === '') return <p className="text-xs text-soft">It returned an empty text.</p>
  if (folded)
    return (
      <button type="button" onClick={() => setFolded(false)} className="evidence min-h-[24px] text-xs text-soft">
        Show what it returned
      </button>
    )
  const { text, asides } = unwrapOutput(output)
  const set = settingOf(call, text)
  return (
    <div>
      <p className="flex items-baseline gap-2 text-xs text-soft">
        <span>
          Output{result.exitCode !== null && result.exitCode !== 0 && `, exit code ${result.exitCode}`}
          {result.outputBytes > longest && `, ${bytes(result.outputBytes)}`}
        </span>
        {(set !== 'text' || asides.length > 0) && (
          <button
            type="button"
            aria-pressed={asLogged}
            onClick={() => setAsLogged(!asLogged)}
            className="evidence min-h-[24px]"
          >
            {asLogged ? 'As it reads' : 'As logged'}
          </button>
        )}
        <CopyButton text={output} />
      </p>
      {asLogged ? <Plain text={output} /> : <SetAs as={set} call={call} text={text} />}
      {!asLogged &&
        asides.map((aside, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
          <p key={index} className="mt-1 truncate text-xs text-soft italic" title={visible(aside.slice(0, 2000))}>
            Beside it: {visibleLine(aside.slice(0, 300))}
          </p>
        ))}
    </div>
  )
}

type Setting = 'text' | 'file' | 'json' | 'markdown'

const settingOf = (call: Call, text: string): Setting => {
  if (text.length > longest) return 'text'
  if (call.action === 'read' && numberedFile(text)) return 'file'
  if (/^\s{0,20}[[{]/.test(text) && jsonOf(text) !== undefined) return 'json'
  return prose.has(call.action) ? 'markdown' : 'text'
}

const jsonOf = (text: string): string | undefined => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}

const SetAs = ({ as, call, text }: { readonly as: Setting; readonly call: Call; readonly text: string }) => {
  switch (as) {
    case 'file': {
      const file = numberedFile(text)!
      return <Code text={file.text} first={file.first} language={call.target ?? undefined} label="Output" />
    }
    case 'json':
      return <Code text={jsonOf(text)!} language="json" label="Output" wrap />
    case 'markdown':
      return (
        <div className="rounded-md border border-line bg-panel px-3 py-2">
          <Markdown text={text} />
        </div>
      )
    case 'text':
      return <Plain text={text} />
  }
}

const Plain = ({ text }: { readonly text: string }) => (
  <Preformatted label="Output">
    <LongText text={withoutColours(text)} most={20_000} />
  </Preformatted>
)
