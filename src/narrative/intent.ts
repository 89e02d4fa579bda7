const mostCharacters = 96

const courtesies =
  /^(?:(?:hi|hey|hello|ok(?:ay)?|so|now|please|great|thanks|thank you|cool|alright|perfect|good|yes|yeah)\b[\s,.!:-]*)+/i
const asking =
  /^(?:(?:can|could|would|will) (?:you|we)(?: please| also| maybe| perhaps)?|i(?:'d| would) like (?:you )?to|i (?:want|need) (?:you )?to|we (?:need|want|should|have) to|let(?:'|’)?s|help me(?: to)?|your task is to)\s+/i
const planned = /^implement the following plan:?\s*/i
const wrapped = /<(?<tag>[a-z_-]+)>[\s\S]*?<\/\k<tag>>/gi

/** What a session is known to have been for. */
export interface IntentSource {
  readonly title: string | null
  readonly goal: string | null
}

/**
 * What a session was for, in a line, in the language it was written in: its title where the log has one, else the
 * sentence of the first prompt that states a goal, condensed by rule. Undefined where nothing says it.
 */
export const intentOf = ({ title, goal }: IntentSource): string | undefined => {
  const named = title && condense(title)
  if (named) return named
  return goal ? goalSentence(goal) : undefined
}

const goalSentence = (prompt: string): string | undefined => {
  const text = prompt
    .replace(wrapped, ' ')
    .replaceAll(/```[\s\S]*?(?:```|$)/g, ' ')
    .trim()
    .replace(planned, '')
  const heading = /^#{1,3}\s+(.+)$/m.exec(text.slice(0, 400))
  if (heading && text.startsWith('#'))
    return condense(heading[1]!.replace(/^(?:plan|implementation plan)\s*[:–-]\s*/i, ''))
  const sentences = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}{2}/u.test(sentence))
  const says = sentences.find((sentence) => /\p{L}+\s+\p{L}+/u.test(strip(sentence))) ?? sentences[0]
  return says ? condense(strip(says)) : undefined
}

const strip = (sentence: string): string => {
  const bare = sentence.replace(/^[\s>*#•\-–\d.)]+/, '').replace(courtesies, '')
  const asked = bare.replace(asking, '')
  return asked.length >= 8 ? asked : bare || sentence
}

/** One line without markup, cut at a word where it is long; a plain first word begins with a capital letter. */
const condense = (text: string): string => {
  const line = text
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`]{1,3}(?=\S)([^*_`]+)[*_`]{1,3}/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:;,.]+$/, '')
    .trim()
  const short =
    line.length <= mostCharacters
      ? line
      : `${line.slice(0, line.lastIndexOf(' ', mostCharacters) || mostCharacters).replace(/[\s:;,.]+$/, '')}…`
  return short.replace(/^\p{Ll}(?=\p{Ll}*(?:[\s,]|$))/u, (letter) => letter.toUpperCase())
}
