import type { Workspace } from '../workspace.ts'
import type { Context } from './context.ts'
import type { Terminal } from './terminal.ts'

/** One option of a command, in commander's notation. */
export interface OptionSpec {
  /** `--by <keys>`, `--limit <n>` */
  readonly flags: string
  readonly description: string
  /** May be given several times. */
  readonly repeatable?: boolean
}

/** The values of the options that were given, by name in camel case. */
export type OptionValues = Readonly<Record<string, string | boolean | string[] | undefined>>

/** What a command is given. */
export interface Invocation {
  readonly workspace: Workspace
  readonly terminal: Terminal
  readonly arguments: readonly string[]
  readonly options: OptionValues
  /** Opens the data, synced and derived unless that was switched off, for as long as `run` takes. */
  readonly withContext: <Result>(
    run: (context: Context) => Promise<Result>,
    settings?: { readonly sync?: boolean },
  ) => Promise<Result>
}

/** What a command does. */
export interface CommandModule {
  readonly run: (invocation: Invocation) => Promise<void>
  /** Throws `MaestroError('usage')` for options that cannot be, before anything is read. */
  readonly check?: (options: OptionValues) => void
}

/** A command: all that help, docs and the parser know of it. */
export interface CommandSpec {
  readonly name: string
  /** `<id>`, `[file]`: commander's notation. */
  readonly arguments?: string
  readonly summary: string
  /** More than a line, for `--help`. */
  readonly description?: string
  readonly options?: readonly OptionSpec[]
  /** Command lines with what they do. */
  readonly examples: readonly (readonly [command: string, does: string])[]
  /** Takes `--since`, `--until`, `--as-of`. */
  readonly period?: boolean
  /** Runs where no command is named. */
  readonly isDefault?: boolean
  /** Shows the sample team where there is nothing else to show. */
  readonly fallsBackToSample?: boolean
  /** Makes the sample team where it is asked for with `--sample` and not there yet. */
  readonly makesSample?: boolean
  readonly load: () => Promise<CommandModule>
}
