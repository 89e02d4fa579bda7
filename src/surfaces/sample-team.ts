import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { generateSample, type SampleWorld } from '../../sample/index.ts'
import { type Environment, ensurePrivateFolder } from '../config/paths.ts'
import { changeSettings } from '../config/settings.ts'
import { removeEmbedded, stopEmbedded } from '../store/embedded/index.ts'
import { stopServer } from './server/stop-server.ts'
import { sampleFolder } from './workspace.ts'

export interface SampleRequest {
  readonly seed?: number
  readonly size?: number
  readonly now?: number
}

/** Writes the sample team's homes and repositories to a folder, and nothing else. */
export const writeSample = (directory: string, request: SampleRequest): Promise<SampleWorld> =>
  generateSample({ directory, ...request })

/** Writes the sample team's homes and repositories, and remembers them in its own folder. */
export const makeSample = async (env: Environment, request: SampleRequest): Promise<SampleWorld> => {
  const folder = sampleFolder(env)
  await removeSample(env)
  ensurePrivateFolder(folder)
  const world = await writeSample(join(folder, 'world'), request)
  changeSettings(folder, { homes: [...world.homes], repositories: [...world.repositories] }, env)
  return world
}

/** Deletes the sample team: its world, its database, its settings. */
export const removeSample = async (env: Environment): Promise<void> => {
  const folder = sampleFolder(env)
  await stopServer(folder)
  await stopEmbedded({ home: folder })
  await removeEmbedded({ home: folder })
  rmSync(folder, { recursive: true, force: true })
}
