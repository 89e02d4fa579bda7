import { stripVTControlCharacters } from 'node:util'

/** Of a longer output its beginning and its end are looked at: summaries stand at the end. */
const mostOutput = 200_000

/** What some agents put where a command said nothing. */
const saidNothing = /^\((?:Bash completed with no output|no content|no output)\)$/i
/** `[lint:go] `, `web:test: `: whose line it is, as runners of several tasks print it. */
const taskPrefix = /^(?:\[[\w:./@-]+\]|[\w./@-]+:[\w-]+:) /gm

/** Without colours, and each line also without the name of its task before it. */
export const legible = (output: string): string => {
  const shown = stripVTControlCharacters(
    output.length <= mostOutput
      ? output
      : `${output.slice(0, mostOutput / 2)}\n${output.slice(output.length - mostOutput / 2)}`,
  )
  if (saidNothing.test(shown.trim())) return ''
  const bare = shown.replaceAll(taskPrefix, '')
  return bare === shown ? shown : `${shown}\n${bare}`
}
