import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Logs to read: one or more home directories. */
export interface Input {
  readonly name: string
  readonly homes: readonly string[]
  readonly repositories: readonly string[]
  readonly files: number
  readonly megabytes: number
}

/** The words that name an input on our command line. */
export const wordsOf = ({ homes, repositories }: Pick<Input, 'homes' | 'repositories'>): string[] => [
  ...homes.flatMap((home) => ['--home', home]),
  ...repositories.flatMap((repository) => ['--repo', repository]),
]

/** Describes an input. */
export const inputOf = (name: string, homes: readonly string[], repositories: readonly string[] = []): Input => {
  const sizes = homes.flatMap((home) =>
    readdirSync(home, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.jsonl'))
      .map((path) => lstatSync(join(home, path)).size),
  )
  return {
    name,
    homes,
    repositories,
    files: sizes.length,
    megabytes: sizes.reduce((sum, size) => sum + size, 0) / 1e6,
  }
}
