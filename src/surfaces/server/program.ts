import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How this installation is run, whatever the PATH says then: the words before a command's own, each absolute. */
export const program = (): readonly [node: string, ...words: string[]] => [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'bin', 'maestro.js'),
]
