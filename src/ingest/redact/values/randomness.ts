const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const hexadecimal = /^(?:[0-9a-f]{16,}|[0-9A-F]{16,})$/

type CharacterClass = 'lower' | 'upper' | 'digit' | 'other'

const classOf = (code: number): CharacterClass => {
  if (code >= 97 && code <= 122) return 'lower'
  if (code >= 65 && code <= 90) return 'upper'
  return code >= 48 && code <= 57 ? 'digit' : 'other'
}

/**
 * How often the class of character changes where it would not in a name: `Camel` and `word2` are one change each and
 * belong to names; `a9Kq0` does not.
 */
const turns = (segment: string): { turns: number; digits: number; digitRuns: number; letters: number } => {
  let turns = 0
  let digits = 0
  let digitRuns = 0
  let letters = 0
  let before: CharacterClass = 'other'
  for (let index = 0; index < segment.length; index++) {
    const now = classOf(segment.charCodeAt(index))
    if (now === 'digit') {
      digits++
      if (before !== 'digit') digitRuns++
    } else if (now !== 'other') letters++
    const camel = before === 'upper' && now === 'lower'
    if (before !== 'other' && now !== 'other' && now !== before && !camel) turns++
    before = now
  }
  return { turns, digits, digitRuns, letters }
}

const isRandomSegment = (segment: string): boolean => {
  if (segment.length < 6) return false
  if (hexadecimal.test(segment)) return /\d/.test(segment) && /[a-f]/i.test(segment)
  const { turns: count, digits, letters } = turns(segment)
  if (letters === 0) return false
  if (digits > 0) return count >= 3 && count >= segment.length / 7
  return count >= 4 && count >= segment.length / 5
}

/**
 * Whether a value looks like the output of a generator instead of something that a person named: a uuid, hexadecimal
 * digits, or at least `length` characters between which letters, capitals and digits change all the time.
 */
export const looksRandom = (value: string, length = 8): boolean => {
  if (value.length < length || value.length > 8192) return false
  if (uuid.test(value)) return true
  const whole = turns(value.slice(0, 256))
  if (whole.digitRuns >= 2 && whole.turns >= 5 && whole.turns * 5 >= Math.min(value.length, 256)) return true
  let random = 0
  for (const segment of value.split(/[^A-Za-z0-9]+/)) if (isRandomSegment(segment)) random += segment.length
  return random >= 6 && random * 3 >= Math.min(value.length, 60)
}
