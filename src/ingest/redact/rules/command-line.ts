import { isPlaceholder } from '../values/placeholder.ts'
import { exactly, type Rule, rank } from './rule.ts'

const argument = String.raw`\\{0,8}["']?(?<password>[^\s"'\x60\\\0]{4,128})`
const afterUser = String.raw`\\{0,8}["']?[\w.@+-]{1,64}:(?<password>[^\s"'\x60\\\0:]{4,128})`
const others = String.raw`(?:[ \t]{1,4}[^\n\0|;&]{0,200}?)?[ \t]`

const commandRule = (command: string, option: string): Rule => {
  const pattern = new RegExp(command + others + option, 'dy')
  return {
    markers: exactly(command),
    find(text, at, report) {
      pattern.lastIndex = at
      const range = pattern.exec(text)?.indices?.groups?.password
      if (range === undefined) return at + 1
      if (!isPlaceholder(text.slice(...range))) report('password', range[0], range[1], rank.header)
      return range[1]
    },
  }
}

/** Passwords that commands take as options without a telling name. */
export const commandLineRules: readonly Rule[] = [
  commandRule('curl', `(?:-u|--user)[ =]{0,4}${afterUser}`),
  commandRule('sshpass', `-p[ ]?${argument}`),
  commandRule('mysql', `-p${argument}`),
  commandRule('redis-cli', `-a[ ]${argument}`),
]
