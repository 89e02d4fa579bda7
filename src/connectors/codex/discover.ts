import { basename, dirname, join } from 'node:path'
import type { DiscoverContext, Discovered, DiscoverProblem, Source, WatchedFolder } from '../../model/connector.ts'
import { findLogs, touches } from '../jsonl/index.ts'
import { isPacked } from './stored-line.ts'

/** Active logs come before archived ones of the same name. */
const folders = ['sessions', 'archived_sessions']

const isRollout = (path: string): boolean => /^rollout-.+\.jsonl(\.zst)?$/.test(basename(path))

type Homes = Pick<DiscoverContext, 'homes'>

/** Finds the rollouts of every Codex folder. Of several copies of one log the active comes first, then the plain one. */
export async function* discover({ homes }: Homes, changed?: readonly string[]): AsyncGenerator<Discovered> {
  const found = new Map<string, Source>()
  const problems: DiscoverProblem[] = []
  for (const home of homes) {
    for (const folder of new Set(home.codexFolders)) {
      const looked = changed?.flatMap((path) => [path, ...copiesOf(folder, path)])
      for (const name of folders) {
        const options = { connector: 'codex', root: join(folder, name), home: home.path, accepts: isRollout }
        for await (const one of findLogs({ ...options, changed: looked })) {
          if ('problem' in one) problems.push(one.problem)
          else keepBest(found, `${folder}\n${plainName(one.source.id)}`, one.source)
        }
      }
    }
  }
  for (const problem of problems) yield { problem }
  const sources = [...found.values()].sort((one, other) => other.newest - one.newest || (one.id < other.id ? -1 : 1))
  for (const source of sources) yield { source }
}

/** The folders in which Codex keeps rollouts. */
export async function* watch({ homes }: Homes, changed?: readonly string[]): AsyncGenerator<WatchedFolder> {
  for (const folder of new Set(homes.flatMap((home) => home.codexFolders))) {
    for (const name of folders) {
      const path = join(folder, name)
      if (touches(path, changed)) yield { path, deep: true, accepts: isRollout }
    }
  }
}

const plainName = (path: string): string => basename(path).replace(/\.zst$/, '')

const day = /^rollout-(\d{4})-(\d{2})-(\d{2})T/

/** Where else the log of this path may lie: archived, still active, packed. */
const copiesOf = (folder: string, path: string): string[] => {
  if (!isRollout(path)) return []
  const name = plainName(path)
  const [, year, month, date] = day.exec(name) ?? []
  const places = [dirname(path), join(folder, 'archived_sessions')]
  if (year && month && date) places.push(join(folder, 'sessions', year, month, date))
  return places.flatMap((place) => [join(place, name), join(place, `${name}.zst`)])
}

const isArchived = (source: Source): boolean => /[\\/]archived_sessions[\\/]/.test(source.id)

const keepBest = (found: Map<string, Source>, name: string, source: Source) => {
  const known = found.get(name)
  const better =
    known === undefined ||
    (isArchived(known) === isArchived(source) ? isPacked(known.id) && !isPacked(source.id) : isArchived(known))
  if (better) found.set(name, source)
}
