import { Command, CommanderError, Option } from 'commander'
import { dataFolder } from '../../config/paths.ts'
import { closeDataFolder } from '../../config/private-folder.ts'
import { MaestroError } from '../../model/errors.ts'
import { explainDatabaseFailure } from '../../store/database-failure.ts'
import { checkPeriod } from '../../store/questions/period.ts'
import { hasSources, openWorkspace, sampleExists, type Workspace, type WorkspaceRequest } from '../workspace.ts'
import type { CommandSpec, OptionSpec, OptionValues } from './command.ts'
import { commands } from './commands/index.ts'
import { commonOptions, periodOptions } from './common-options.ts'
import { exitCodeOf, exitCodes, report } from './exit.ts'
import { withContext } from './open-context.ts'
import { option } from './options.ts'
import { visibleLine } from './output/visible.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { version } from './version.ts'

const collect = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value]

const addOption = (command: Command, { flags, description, repeatable }: OptionSpec): void => {
  const added = new Option(flags, description)
  if (repeatable) added.argParser(collect)
  command.addOption(added)
}

const examplesOf = (spec: CommandSpec): string => {
  const widest = Math.max(...spec.examples.map(([line]) => line.length))
  return `\nExamples:\n${spec.examples.map(([line, does]) => `  ${line.padEnd(widest)}  ${does}`).join('\n')}\n`
}

const runCommand = async (spec: CommandSpec, words: readonly string[], options: OptionValues): Promise<void> => {
  const terminal = openTerminal(options.json === true)
  const { run, check } = await spec.load()
  checkAskedPeriod(options)
  check?.(options)
  closeToOthers(terminal)
  const request = {
    homes: options.home as string[] | undefined,
    repositories: options.repo as string[] | undefined,
    roots: options.root as string[] | undefined,
    timezone: options.timezone as string | undefined,
    prices: options.prices as string | undefined,
    people: options.people as string | undefined,
  }
  const workspace = await workspaceFor(spec, request, options.sample === true, terminal)
  if (workspace.sample)
    terminal.note(
      terminal.color.magenta(
        `Sample team: a fictional company. Your own work, once an agent has left logs: maestro --home DIR --repo DIR`,
      ),
    )
  await run({
    workspace,
    terminal,
    arguments: words,
    options,
    withContext: (inner, settings = {}) =>
      withContext(workspace, terminal, options, settings.sync ?? options.sync !== false, inner),
  })
  await terminal.flush()
}

/** What cannot be a period is told before anything is read. */
const checkAskedPeriod = ({ since, until, asOf, timezone }: OptionValues): void => {
  const asked = { since: option(since), until: option(until), asOf: option(asOf) }
  const zone = option(timezone)
  if (zone !== undefined || Object.values(asked).some((value) => value !== undefined))
    checkPeriod({ ...asked, timezone: zone ?? 'UTC' })
}

const closeToOthers = (terminal: Terminal): void => {
  const mended = closeDataFolder(dataFolder())
  if (mended.length > 0)
    terminal.note(
      `${terminal.color.yellow('!')} Closed to others, who could read it: ${mended.map(visibleLine).join(', ')}.`,
    )
}

/** The user's own data, or the sample team's where that was asked for or there is nothing else to show. */
const workspaceFor = async (
  spec: CommandSpec,
  request: WorkspaceRequest,
  sample: boolean,
  terminal: Terminal,
): Promise<Workspace> => {
  if (sample) {
    const workspace = openWorkspace({ ...request, sample })
    const makes = spec.fallsBackToSample || spec.makesSample
    if (!makes || sampleExists(workspace.env)) return workspace
    await (await import('../sample-team.ts')).makeSample(workspace.env, {})
    return openWorkspace({ ...request, sample })
  }
  const own = openWorkspace(request)
  if (!spec.fallsBackToSample || (await hasSources(own))) return own
  return (await import('./sample-fallback.ts')).fallBack(own, request, terminal)
}

const build = (): Command => {
  const program = new Command('maestro')
    .description('What was worked on, and why: read from agent sessions and git, on your own machine.')
    .version(version(), '-v, --version')
    .configureHelp({ sortSubcommands: false })
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', examplesOf(commands.find(({ isDefault }) => isDefault)!))
    .exitOverride()
    .enablePositionalOptions(false)
  for (const spec of commands) {
    const command = program
      .command(spec.arguments ? `${spec.name} ${spec.arguments}` : spec.name, { isDefault: spec.isDefault ?? false })
      .summary(spec.summary)
      .description(spec.description ? `${spec.summary}\n\n${spec.description}` : spec.summary)
      .exitOverride()
      .addHelpText('after', examplesOf(spec))
    for (const own of spec.options ?? []) addOption(command, own)
    if (spec.period) for (const common of periodOptions) addOption(command, common)
    for (const common of commonOptions) addOption(command, common)
    command.action((...received: unknown[]) => {
      const words = received
        .slice(0, -2)
        .flat()
        .filter((word): word is string => typeof word === 'string')
      return runCommand(spec, words, received.at(-2) as OptionValues)
    })
  }
  return program
}

/** Whoever reads has seen enough, as `head` does. */
const endQuietly = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok)
  throw error
}

/** What the parser does not like, as a sentence. */
const usageError = ({ message }: CommanderError, words: readonly string[]): MaestroError => {
  const said = message
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/\.?$/, '.')
  const command = commands.find((spec) => spec.name === words[0])
  return new MaestroError(
    'usage',
    `${said[0]!.toUpperCase()}${said.slice(1)}`,
    `maestro ${command ? `${command.name} ` : ''}--help shows what there is.`,
  )
}

/** Runs a command line and answers the exit code. */
export const main = async (words: readonly string[]): Promise<number> => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly)
  try {
    const name = words[0] === 'help' ? words[1] : words[0]
    if (name !== undefined && /^\w/.test(name) && !commands.some((spec) => spec.name === name))
      throw new MaestroError('usage', `There is no command "${name}".`, 'maestro --help lists them.')
    await build().parseAsync([...words], { from: 'user' })
    return Number(process.exitCode ?? exitCodes.ok)
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
    const told = error instanceof CommanderError ? usageError(error, words) : explainDatabaseFailure(error)
    await report(told, words.includes('--json'))
    return MaestroError.isInstance(told) ? exitCodeOf(told) : exitCodes.fault
  }
}
