import type { Json } from '../../model/field.ts'
import { arrayAt, asObject, type JsonObject, stringAt } from '../jsonl/index.ts'

const shellNames = /(^|[\\/])(ba|z|da|fi|k)?sh(\.exe)?$|(^|[\\/])(pwsh|powershell|cmd)(\.exe)?$/i

/** The command that an argument list runs: the script where a shell runs one, else the words. */
export const scriptOf = (words: readonly string[]): string => {
  const flag = words.findIndex((word, index) => index > 0 && /^(-[a-z]*c|-Command|\/c)$/i.test(word))
  return words[0] !== undefined && shellNames.test(words[0]) && flag !== -1 && words[flag + 1] !== undefined
    ? words[flag + 1]!
    : words.join(' ')
}

const wordsAt = (value: JsonObject | undefined, key: string): string[] | undefined =>
  arrayAt(value, key)?.filter((word): word is string => typeof word === 'string')

/** The command in a tool's arguments or in an event: text or argument list, under the names of any version. */
export const commandIn = (value: JsonObject | undefined): string | undefined => {
  for (const key of ['cmd', 'command']) {
    const text = stringAt(value, key)
    if (text !== undefined) return text
    const words = wordsAt(value, key)
    if (words?.length) return scriptOf(words)
  }
  return undefined
}

/** The folder that a tool was told to work in. */
export const workdirIn = (value: JsonObject | undefined): string | undefined =>
  stringAt(value, 'workdir') ?? stringAt(value, 'cwd') ?? stringAt(value, 'working_directory')

/** The arguments of a call: JSON in a string, a JSON object, or a text. */
export const argumentsOf = (value: Json | undefined): JsonObject | string | undefined => {
  if (typeof value !== 'string') return asObject(value)
  try {
    return asObject(JSON.parse(value) as Json) ?? value
  } catch {
    return value
  }
}

/** The first command that a script in the tool `exec` runs. */
export const commandInScript = (script: string): string | undefined => {
  const found = /\b(?:cmd|command)\s*:\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/.exec(script)
  return found?.[2]?.replace(/\\(["'`\\])/g, '$1').replace(/\\n/g, '\n')
}
