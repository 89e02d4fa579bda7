import type { Random } from '../../random.ts'
import { capitalised, type Task } from '../task.ts'
import { voices } from './people.ts'
import type { Voice } from './voice.ts'

export const voiceOf = (user: string): Voice => {
  const voice = voices[user]
  if (!voice) throw new Error(`${user} has no voice`)
  return voice
}

/** Small letters at the beginning of sentences, and no full stop at the end. */
const lowered = (text: string) =>
  text
    .replace(
      /(^|[.!?]\s+)([A-Z])(?=[a-z]*[ ,:])/g,
      (_, before: string, letter: string) => before + letter.toLowerCase(),
    )
    .replace(/\.$/, '')

/** A text as this voice would type it. */
export const said = (text: string, voice: Voice): string => (voice.lowerCase ? lowered(text) : text)

const criteria = (must: readonly string[], voice: Voice, random: Random): string => {
  switch (voice.criteria) {
    case 'bullets':
      return `\n\n${random.pick(['Expected:', 'Must hold:', 'Acceptance:'])}\n${must.map((each) => `- ${each}`).join('\n')}`
    case 'numbered':
      return `\n\n${must.map((each, index) => `${index + 1}. ${each}`).join('\n')}`
    case 'sentence':
      return ` ${said(random.pick(['Must hold:', 'Important:', 'Keep in mind:']), voice)} ${must.join('; ')}`
    case 'afterthought':
      return random.pick([` (and: ${must[0]})`, `. oh and ${must[0]}`, ` - ${must[0]} please`])
  }
}

const withTicket = (text: string, ticket: string, voice: Voice): string => {
  switch (voice.ticket) {
    case 'lead':
      return `${ticket}: ${text}`
    case 'sentence':
      return `${ticket}. ${/^[a-z]+[ ,']/.test(text) ? capitalised(text) : text}`
    case 'link':
      return `https://tickets.tarnwick.example/${ticket}\n${text}`
    case 'end':
      return `${text} (${ticket})`
    case 'lower':
      return `${ticket.toLowerCase()} ${text}`
  }
}

/** What somebody asks for, in their words. */
export const phrase = (
  task: Task,
  voice: Voice,
  options: { ticket: string | undefined; careful: boolean; testFirst: boolean },
  random: Random,
): string => {
  const { ticket, careful, testFirst } = options
  const wording = careful && voice.wording === 'short' && random.chance(0.4) ? 'full' : voice.wording
  const parts = [random.pick(['', ...voice.openings]), said(task.asks[wording], voice)]
  let text = parts.filter(Boolean).join(' ')
  if (careful && task.must) {
    if (voice.criteria === 'sentence' && !/[.!?]$/.test(text)) text += '.'
    text += criteria(task.must, voice, random)
  }
  const ending = testFirst ? random.pick(voice.testFirst) : random.pick(['', ...voice.endings])
  if (ending && text.includes('\n')) text += `\n\n${ending}`
  else if (ending) text += `${/[.!?)]$/.test(text) ? '' : '.'} ${ending}`
  if (ticket && random.chance(0.75)) text = withTicket(text, ticket, voice)
  if (task.pasted && random.chance(voice.pastes))
    text += `\n\n${random.chance(0.5) ? `\`\`\`\n${task.pasted}\n\`\`\`` : task.pasted}`
  return text
}

const small = (text: string) => (/^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

/** A commit's first line, in the manner of its author. */
export const subjectLine = (task: Task, subject: string, ticket: string | undefined, voice: Voice): string => {
  switch (voice.commits) {
    case 'ticket-last':
      return ticket ? `${subject} (${ticket})` : subject
    case 'ticket-first':
      return ticket ? `${ticket}: ${subject}` : subject
    case 'brackets':
      return ticket ? `[${ticket}] ${subject}` : subject
    case 'conventional':
      return `${task.nature}(${task.area}): ${small(subject)}`
    case 'area':
      return `${task.area}: ${small(subject)}`
    case 'lower':
      return ticket ? `${ticket.toLowerCase()} ${small(subject)}` : small(subject)
    case 'plain':
      return subject
  }
}

/** What a pull request says about itself. */
export const description = (task: Task, ticket: string | undefined, voice: Voice, random: Random): string => {
  const checked = task.test ? `Tests: \`${task.test.path}\`` : `Checked with \`${task.check.command}\``
  if (voice.wording === 'short') return random.pick([task.why, task.answer, checked])
  const holds = task.must?.map((each) => `- ${each}`).join('\n')
  return [task.why, voice.wording === 'full' ? holds : task.answer, checked, ticket && `Ticket: ${ticket}`]
    .filter(Boolean)
    .join('\n\n')
}
