import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { generateSample } from '../../sample/index.ts'
import { type Input, inputOf } from './input.ts'

const archive = /\.tar\.xz$/

/**
 * The logs to measure on: each archive or folder in `MAESTRO_CORPUS` that holds a home directory; without it, the
 * fictional sample team's, made here in a given size.
 */
export const findInputs = async (scratch: string, size: number, wanted: readonly string[]): Promise<Input[]> => {
  const folder = process.env.MAESTRO_CORPUS
  const inputs = folder ? fromFolder(folder, scratch, wanted) : [await fromSample(scratch, size)]
  if (inputs.length === 0) throw new Error(`MAESTRO_CORPUS=${folder} holds no home directory that was asked for.`)
  return inputs.toSorted((a, b) => a.megabytes - b.megabytes)
}

const fromFolder = (folder: string, scratch: string, wanted: readonly string[]): Input[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = entry.name.replace(archive, '')
    if (wanted.length > 0 && !wanted.includes(name)) return []
    if (statSync(join(folder, entry.name)).isDirectory())
      return isHome(join(folder, name)) ? [inputOf(name, [join(folder, name)])] : []
    if (!archive.test(entry.name)) return []
    const home = join(scratch, 'corpora', name)
    mkdirSync(home, { recursive: true })
    execFileSync('tar', ['-xJf', join(folder, entry.name), '-C', home])
    return isHome(home) ? [inputOf(name, [home])] : []
  })

const isHome = (folder: string): boolean =>
  existsSync(join(folder, '.claude', 'projects')) || existsSync(join(folder, '.codex', 'sessions'))

const fromSample = async (scratch: string, size: number): Promise<Input> => {
  const directory = join(scratch, 'sample')
  mkdirSync(directory, { recursive: true })
  const { homes, repositories } = await generateSample({ directory, size })
  return inputOf(`sample team, size ${size}`, homes, repositories)
}
