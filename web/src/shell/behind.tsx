import { useState } from 'react'
import { agentName } from '../ui/agents.ts'
import { plural } from '../ui/format.ts'
import { SessionLink } from '../ui/links.tsx'
import { Say } from '../ui/say.tsx'
import { visibleLine } from '../ui/visible.ts'
import { When } from '../ui/when.tsx'
import { evidenceInWords, type LinkEvidence, type Made, shareInWords, sureness } from './behind-words.ts'

interface Prompt {
  readonly id: string
  readonly at: string
  readonly text: string
  readonly lines: number
  readonly files: number
}

interface SessionBehind extends LinkEvidence {
  readonly session: string
  readonly agent: string
  readonly person: string | null
  readonly intent: string | null
  readonly endedAt: string | null
  readonly prompts: readonly Prompt[]
  readonly promptCount: number
}

/** The sessions behind a commit or a pull request: how sure that is and why, and the prompts that led to its lines. */
export const Behind = ({
  sessions,
  lines: { countedLines, foundLines },
  what,
}: {
  readonly sessions: readonly SessionBehind[]
  readonly lines: { readonly countedLines: number | null; readonly foundLines: number | null }
  readonly what: Made
}) => {
  const share = shareInWords(countedLines, foundLines)
  return (
    <section className="mt-5">
      <h3 className="eyebrow mb-1">Prompts behind it</h3>
      {share !== undefined && (
        <p className="mb-2 text-xs text-soft">
          {foundLines === 0
            ? `None of its ${plural(countedLines!, 'counted line')} was found in session edits.`
            : `${share} found in session edits: at least so many, for not everything is found.`}
        </p>
      )}
      {sessions.length === 0 && <p className="text-xs text-soft">{nothingSaid(countedLines, what)}</p>}
      <ul className="space-y-3">
        {sessions.map((session) => (
          <li key={session.session} className="text-xs">
            <p>
              <SessionLink id={session.session} className="font-medium">
                {session.intent === null ? 'Nothing says what it was for' : <Say text={session.intent} />}
              </SessionLink>
            </p>
            <p className="text-soft">
              {session.person !== null && (
                <>
                  <Say text={session.person} />,{' '}
                </>
              )}
              {agentName(session.agent)}
              {session.endedAt !== null && (
                <>
                  , <When at={session.endedAt} />
                </>
              )}
              . <span className="text-ink">{sureness(session)}:</span> {evidenceInWords(session, countedLines, what)}.
            </p>
            <Prompts session={session} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Not finding one says little. */
const nothingSaid = (countedLines: number | null, what: Made): string =>
  countedLines === null
    ? `No session edit on record is old enough to be of this ${what}.`
    : `No session on record was found behind this ${what}. That is no evidence that there was none.`

/** So many prompts of a session are in sight at first. */
const few = 5

const Prompts = ({ session: { session, prompts, promptCount } }: { readonly session: SessionBehind }) => {
  const [whole, setWhole] = useState(false)
  const shown = whole || prompts.length <= few + 1 ? prompts : prompts.slice(0, few)
  const left = promptCount - prompts.length
  if (prompts.length === 0) return null
  return (
    <>
      <ol className="mt-1 border-l-2 border-line pl-2">
        {shown.map(({ id, at, text, lines, files }) => (
          <li key={id} className="py-1">
            <SessionLink id={session} event={id} className="line-clamp-3 wrap-anywhere">
              {visibleLine(text).slice(0, 300)}
            </SessionLink>
            <span className="text-soft">
              {plural(lines, 'line')} in {plural(files, 'file')}, asked <When at={at} />
            </span>
          </li>
        ))}
      </ol>
      {shown.length < prompts.length ? (
        <button type="button" onClick={() => setWhole(true)} className="evidence min-h-[24px] text-soft">
          {plural(promptCount - shown.length, 'later prompt')}
        </button>
      ) : (
        left > 0 && <p className="mt-1 text-soft">and {plural(left, 'prompt')} with fewer lines</p>
      )}
    </>
  )
}
