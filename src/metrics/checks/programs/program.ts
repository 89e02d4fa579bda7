import type { CheckKind } from '../check.ts'

/** A program that checks something, at least with some arguments. */
export interface Program {
  /** Bare names, in lower case. */
  readonly names: readonly string[]
  /** What it makes sure of with these arguments; empty where it does not. */
  readonly checks: (words: readonly string[]) => readonly CheckKind[]
  /** Whether it says nothing when all is well. */
  readonly silent?: boolean
}

/** The arguments that are no options. */
export const plain = (words: readonly string[]): string[] => words.filter((word) => !word.startsWith('-'))

/** A program that always makes sure of the same. */
export const always = (kind: CheckKind, names: string, silent = false): Program => ({
  names: names.split(' '),
  checks: () => [kind],
  silent,
})

/** A program whose first plain argument says what it does. */
export const byCommand = (
  names: string,
  commands: Readonly<Record<string, CheckKind | readonly CheckKind[]>>,
  silent = false,
): Program => ({
  names: names.split(' '),
  silent,
  checks: (words) => {
    const [command] = plain(words)
    const found = command !== undefined && Object.hasOwn(commands, command) ? commands[command]! : []
    return typeof found === 'string' ? [found] : found
  },
})
