import { fitted, plainLine } from './intent/line.ts'
import { type PromptLine, promptLines } from './intent/prompt-text.ts'
import { readSentence, type Sentence, sentencesOf } from './intent/sentence.ts'

/** What it is for stands at the beginning, and patterns are slow on what is no text. */
const charactersRead = 2_500

/** What a session is known to have been for. */
export interface IntentSource {
  readonly title: string | null
  /** The prompt that says it, below a bare command where one came before it. */
  readonly goal: string | null
}

/**
 * What a session was for, in a line, in the language it was written in: its title where the log has one, else the
 * sentence of a prompt that states a goal, condensed by rule. Undefined where nothing says it.
 */
export const intentOf = ({ title, goal }: IntentSource): string | undefined => {
  const named = title ? fitted(onceSaid(plainLine(spaced(title.slice(0, charactersRead))))) : ''
  if (/[\p{L}\p{N}]/u.test(named)) return named
  const said = goal ? fitted(onceSaid(saidIn(goal.slice(0, charactersRead)))) : ''
  return /\p{L}/u.test(said) ? said : undefined
}

/** A name such as `fix-login-retries` in words. */
const spaced = (name: string): string =>
  /^[a-z0-9]+(?:[-_][a-z0-9]+){2,}$/.test(name.trim()) ? name.trim().replaceAll(/[-_]/g, ' ') : name

/** `Fix the login` of `Fix: Fix the login`. */
const onceSaid = (line: string): string => line.replace(/^(\p{L}+): +(?=\1(?!\p{L}))/iu, '')

const command = /^\s*\/([A-Za-z][\w:.-]*)(?:\s+|$)/

/** What a prompt says: of `/review 12` its own words, before a longer text the name of the command. */
const saidIn = (prompt: string): string => {
  const called = command.exec(prompt)
  if (!called) return goalOf(prompt)
  const name = called[1]!.split(':').at(-1)!.replaceAll(/[-_]/g, ' ')
  const rest = prompt.slice(called[0].length).trim()
  if (rest === '') return name
  if (!/\s/.test(rest)) return `${name} ${plainLine(rest)}`
  const goal = goalOf(rest)
  return goal === '' ? name : `${name}: ${goal}`
}

const plan = /^implement (?:the following|this) plan\b[\s:.]*/i
const planName = /^(?:(?:implementation |feature |detailed )?plan|task|feature|goal|title)\s*[:–—-]\s*/i
const plainHeading =
  /^(?:(?:implementation |the )?plan|context|overview|summary|background|goals?|tasks?|problem|description|instructions?|objectives?|introduction|requirements?|steps?|todos?|issue|details?|prompt|user request)\W*$/i

const goalOf = (prompt: string): string => {
  const lines = promptLines(prompt.replace(plan, ''))
  const title = lines[0]?.heading ? lines.find((line) => line.heading && !plainHeading.test(line.text)) : undefined
  if (title && lines.indexOf(title) <= 2) return plainLine(title.text.replace(planName, ''))
  return chosen(lines.filter((line) => !line.heading)) ?? chosen(lines) ?? ''
}

const linesRead = 40

const chosen = (lines: readonly PromptLine[]): string | undefined => {
  const sentences = (read: readonly PromptLine[]) =>
    read
      .slice(0, linesRead)
      .flatMap((line) => sentencesOf(plainLine(line.text)).flatMap((text) => readSentence(text) ?? []))
  const own = sentences(lines.filter((line) => !line.pasted))
  const best = bestOf(own) ?? bestOf(sentences(lines)) ?? own.find((sentence) => /\p{L}/u.test(sentence.text))
  return best?.text ?? (lines[0] && plainLine(lines[0].text))
}

const opening = 3
const within = 10
const telling = 4

/**
 * The first sentence that says something. Where that only tells how things are, a request soon after it goes before it,
 * if it says more than "look at this".
 */
const bestOf = (sentences: readonly Sentence[]): Sentence | undefined => {
  const first = sentences.find(({ weight, form }) => weight >= (form === 'told' ? 2 : 1))
  if (first?.form !== 'told') return first
  const tells = first.weight >= telling
  if (tells && first.trouble) return first
  const request = sentences.find(
    ({ form, weight, looking, pointing }, index) =>
      !looking &&
      weight >= (pointing ? 3 : 2) &&
      (form === 'asked' ? index < within : form === 'imperative' && index < opening && !tells),
  )
  return request ?? first
}
