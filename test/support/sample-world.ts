import { join } from 'node:path'
import type { Maestro } from './maestro.ts'

export interface World {
  readonly homes: string[]
  readonly repositories: string[]
}

/** Writes the sample team's homes and repositories beside a test's data. */
export const writeWorld = (maestro: Maestro): Promise<World> =>
  maestro.json<World>('sample', '--out', join(maestro.folder.path, 'world'))

/** The options that name all of a world. */
export const named = ({ homes, repositories }: World): string[] => [
  ...homes.flatMap((home) => ['--home', home]),
  ...repositories.flatMap((repository) => ['--repo', repository]),
]
