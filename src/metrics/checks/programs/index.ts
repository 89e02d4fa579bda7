import type { Check } from '../check.ts'
import { type SimpleCommand, simpleCommands } from '../command/simple-commands.ts'
import { javascript } from './javascript.ts'
import { kindsOfTask } from './named-task.ts'
import { others } from './others.ts'
import type { Program } from './program.ts'

/** All programs that are known to check something. */
const programs: readonly Program[] = [...javascript, ...others]

const byName = new Map(programs.flatMap((program) => program.names.map((name) => [name, program] as const)))

/** A check with the command that runs it. */
export interface FoundCheck extends Check {
  readonly command: SimpleCommand
  /** Whether the program says nothing when all is well. */
  readonly isSilent: boolean
}

const isQuestion = (word: string): boolean =>
  /^(?:--help|-h|--version|-V|help|--listTests|--collect-only|--dry-run)$/.test(word)
const script = /\.(?:sh|bash|zsh|py|rb|js|mjs|ts|pl|ps1)$/

/** The checks that a command line runs, in order. */
export const checksOf = (line: string): FoundCheck[] =>
  simpleCommands(line).flatMap((command): FoundCheck[] => {
    const [program, ...words] = command.words
    if (program === undefined || words.some(isQuestion)) return []
    if (program === 'gh' && isAboutCi(words)) return [{ kind: 'check', program, by: 'ci', command, isSilent: false }]
    const known = byName.get(program)
    const kinds = known?.checks(words) ?? (script.test(program) ? kindsOfTask(program.replace(script, '')) : [])
    return kinds.map((kind) => ({ kind, program, by: 'agent', command, isSilent: known?.silent ?? false }))
  })

/** `gh pr checks`, `gh run view`, `gh run watch`: what continuous integration found. */
const isAboutCi = ([topic, verb]: readonly string[]): boolean =>
  (topic === 'pr' && verb === 'checks') || (topic === 'run' && (verb === 'view' || verb === 'watch'))
