import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { createColors } from 'picocolors'
import { visibleJson } from './output/visible.ts'

/** Where a command prints. */
export interface Terminal {
  /** Whether a person is looking. */
  readonly interactive: boolean
  readonly json: boolean
  readonly width: number
  readonly color: ReturnType<typeof createColors>
  /** Prints text for a reader, with a line feed. */
  line(text?: string): void
  /** Prints a JSON value, on one line in a pipe. */
  value(value: unknown): void
  /** Prints a JSON object with a list as its last field, of which little is in memory at a time. */
  valueWithList(value: object, field: string, items: AsyncIterable<unknown>): Promise<void>
  /** Says something beside the answer, on standard error. */
  note(text: string): void
  readonly errors: Writable & { isTTY?: boolean }
  /** Resolves once all that was printed is on its way. */
  flush(): Promise<void>
}

/** The terminal of this process. `NO_COLOR` and `FORCE_COLOR` are heeded. */
export const openTerminal = (json: boolean, env: NodeJS.ProcessEnv = process.env): Terminal => {
  const { stdout, stderr } = process
  const interactive = stdout.isTTY === true
  const colored = env.NO_COLOR ? false : Boolean(env.FORCE_COLOR) || (interactive && env.TERM !== 'dumb')
  return {
    interactive,
    json,
    width: stdout.columns ?? 120,
    color: createColors(colored),
    line: (text = '') => void stdout.write(`${text}\n`),
    value: (value) => void stdout.write(`${visibleJson(value, interactive ? 2 : undefined)}\n`),
    valueWithList: async (value, field, items) => {
      const head = visibleJson(value).slice(0, -1)
      stdout.write(`${head}${head === '{' ? '' : ','}${JSON.stringify(field)}:[`)
      let separator = ''
      for await (const item of items) {
        if (!stdout.write(`${separator}${visibleJson(item)}`)) await once(stdout, 'drain')
        separator = ',\n'
      }
      stdout.write(']}\n')
    },
    note: (text) => void stderr.write(`${text}\n`),
    errors: stderr,
    flush: () => new Promise((resolve) => stdout.write('', () => resolve())),
  }
}
