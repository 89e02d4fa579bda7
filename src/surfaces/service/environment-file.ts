import { rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ensurePrivateFolder } from '../../config/paths.ts'
import { MaestroError } from '../../model/errors.ts'
import type { Service } from './description.ts'

/** Node reads a value between quotes as it is; there is no escape for a quote in it. */
const quotes = ["'", '"', '`']

const quoted = (name: string, value: string): string => {
  const quote = quotes.find((sign) => !value.includes(sign))
  if (quote === undefined || /[\r\n]/.test(value) || (quote === '"' && value.includes('\\n'))) {
    throw new MaestroError(
      'usage',
      `${name} has signs in it that an environment file cannot hold.`,
      'Write quotes in it as %27 and %22.',
    )
  }
  return `${quote}${value}${quote}`
}

/** The text of an environment file as `node --env-file` reads it. */
export const environmentText = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(name, value)}\n`)
    .join('')

/** Writes what is secret to where only its owner reads it, or takes the file away where nothing is. */
export const writeEnvironmentFile = ({ environmentFile, secrets }: Service): void => {
  const text = environmentText(secrets)
  rmSync(environmentFile, { force: true })
  if (text === '') return
  ensurePrivateFolder(dirname(environmentFile))
  writeFileSync(environmentFile, text, { mode: 0o600, flag: 'wx' })
}
