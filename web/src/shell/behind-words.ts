import { count, percent } from '../ui/format.ts'

/** What a session is linked by. */
export interface LinkEvidence {
  readonly confidence: 'certain' | 'likely' | 'contributed' | 'undecided'
  readonly methods: readonly string[]
  /** Counted lines found in its edits. */
  readonly lines: number
}

const sure: Readonly<Record<LinkEvidence['confidence'], string>> = {
  certain: 'Certainly',
  likely: 'Likely',
  contributed: 'In part',
  undecided: 'Undecided',
}

/** How sure it is that a session stands behind something. */
export const sureness = ({ confidence }: Pick<LinkEvidence, 'confidence'>): string => sure[confidence]

/** What a session may stand behind. */
export type Made = 'commit' | 'pull request'

const methods: Readonly<Record<string, Readonly<Record<Made, string>>>> = {
  printed: { commit: 'git printed its id there', 'pull request': 'git printed the id of a commit of it there' },
  trailer: {
    commit: 'its message names the session',
    'pull request': 'the message of a commit of it names the session',
  },
  checkpoint: {
    commit: 'a checkpoint of the session names it',
    'pull request': 'a checkpoint of the session names a commit of it',
  },
  note: {
    commit: 'a note of git names the session',
    'pull request': 'a note of git at a commit of it names the session',
  },
  'pr-link': { commit: 'the session opened its pull request', 'pull request': 'the session opened it' },
  patch: {
    commit: 'the same change under another id has such evidence',
    'pull request': 'a change of it has such evidence under another id',
  },
}

/**
 * By what a session was found, in a sentence: `git printed its id there; of its 120 counted lines 96 were found in this
 * session's edits`. Undecided is told as such: the evidence contradicts itself.
 * @param counted lines that count of what the session is behind; null where that is not known
 */
export const evidenceInWords = (link: LinkEvidence, counted: number | null, what: Made = 'commit'): string => {
  const parts = link.methods.flatMap((method) => methods[method]?.[what] ?? (method === 'content' ? [] : method))
  if (link.lines > 0)
    parts.push(
      counted === null || counted === 0
        ? `${count(link.lines)} of the lines that it removes were found in this session's edits`
        : `of its ${count(counted)} counted lines ${count(link.lines)} ${link.lines === 1 ? 'was' : 'were'} found in this session's edits`,
    )
  else if (counted !== null && counted > 0) parts.push("none of its counted lines was found in this session's edits")
  if (link.confidence === 'undecided') parts.push('what names the session and what the lines say contradict each other')
  return parts.join('; ')
}

/** How much of something was found in session edits; undefined where it cannot be said. */
export const shareInWords = (counted: number | null, found: number | null): string | undefined =>
  counted === null || found === null || counted === 0
    ? undefined
    : `${count(found)} of ${count(counted)} counted lines (${percent(found / counted)})`
