import { accessSync, constants, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Runner } from './runner.ts'

/** Whether the runner can enter that folder: every folder above it must let it pass. */
export function canEnter(directory: string, runner: Runner): boolean {
  let path: string
  try {
    path = realpathSync(directory)
  } catch {
    return false
  }
  for (;;) {
    if (!permits(path, runner, constants.X_OK)) return false
    const parent = dirname(path)
    if (parent === path) return true
    path = parent
  }
}

/** Whether the runner can run that program, leaving aside the folders above it. */
export function canExecute(file: string, runner: Runner): boolean {
  return permits(file, runner, constants.X_OK | constants.R_OK)
}

function permits(path: string, runner: Runner, wanted: number): boolean {
  try {
    accessSync(path, wanted)
    return runner.identity === undefined || (modeFor(statSync(path), runner.identity) & wanted) === wanted
  } catch {
    return false
  }
}

function modeFor(stats: Stats, identity: { uid: number; gid: number }): number {
  if (stats.uid === identity.uid) return (stats.mode >> 6) & 7
  if (stats.gid === identity.gid) return (stats.mode >> 3) & 7
  return stats.mode & 7
}
