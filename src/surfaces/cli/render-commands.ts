import type { CommandSpec } from './command.ts'
import { commands } from './commands/index.ts'
import { commonOptions, periodOptions } from './common-options.ts'
import { exitCodes } from './exit.ts'

const optionRow = ({ flags, description }: { flags: string; description: string }): string =>
  `| \`${flags}\` | ${description.replaceAll('|', '\\|')} |`

const optionTable = (options: readonly { flags: string; description: string }[]): string =>
  options.length === 0 ? '' : `\n| option | what it does |\n|---|---|\n${options.map(optionRow).join('\n')}\n`

const renderCommand = (
  spec: CommandSpec,
): string => `## maestro ${spec.name}${spec.arguments ? ` ${spec.arguments}` : ''}

${spec.summary[0]!.toUpperCase()}${spec.summary.slice(1)}.${spec.description ? ` ${spec.description}` : ''}
${optionTable([...(spec.options ?? []), ...(spec.period ? periodOptions : [])])}
${spec.examples.map(([line, does]) => `- \`${line}\`: ${does}`).join('\n')}
`

const codeMeanings: Record<keyof typeof exitCodes, string> = {
  ok: 'all went well',
  fault: 'a fault of the program',
  usage: 'the command line or a setting cannot be',
  notFound: 'what was asked for is not there',
  database: 'the database or the data folder',
  source: 'a source cannot be read',
  busy: 'something else is using it',
}

/** The commands as a page of documentation. */
export const renderCommands = (): string => `# Commands

Printed from the registry in \`src/surfaces/cli/commands\` by \`npm run docs\`; do not edit it here.

From a checkout: \`./bin/maestro ARGS\`. \`--help\` after any command shows the same.

## Options of every command
${optionTable(commonOptions)}
## Exit codes

| code | meaning |
|---|---|
${Object.entries(exitCodes)
  .map(([name, code]) => `| ${code} | ${codeMeanings[name as keyof typeof exitCodes]} |`)
  .join('\n')}

${commands.map(renderCommand).join('\n')}`
