import { basename, join } from 'node:path'
import type { DiscoverContext, Discovered, DiscoverProblem, Source } from '../../model/connector.ts'
import { findLogs } from '../jsonl/index.ts'
import { isPacked } from './stored-line.ts'

/** Active logs come before archived ones of the same name. */
const folders = ['sessions', 'archived_sessions']

const isRollout = (path: string): boolean => /^rollout-.+\.jsonl(\.zst)?$/.test(basename(path))

/** Finds the rollouts of every Codex folder. Of several copies of one log the active comes first, then the plain one. */
export async function* discover({ homes }: Pick<DiscoverContext, 'homes'>): AsyncGenerator<Discovered> {
  const found = new Map<string, Source>()
  const problems: DiscoverProblem[] = []
  for (const home of homes) {
    for (const folder of new Set(home.codexFolders)) {
      for (const name of folders) {
        const root = join(folder, name)
        for await (const one of findLogs({ connector: 'codex', root, home: home.path, accepts: isRollout })) {
          if ('problem' in one) problems.push(one.problem)
          else keepBest(found, `${folder}\n${basename(one.source.id).replace(/\.zst$/, '')}`, one.source)
        }
      }
    }
  }
  for (const problem of problems) yield { problem }
  const sources = [...found.values()].sort((one, other) => other.newest - one.newest || (one.id < other.id ? -1 : 1))
  for (const source of sources) yield { source }
}

const isArchived = (source: Source): boolean => /[\\/]archived_sessions[\\/]/.test(source.id)

const keepBest = (found: Map<string, Source>, name: string, source: Source) => {
  const known = found.get(name)
  const better =
    known === undefined ||
    (isArchived(known) === isArchived(source) ? isPacked(known.id) && !isPacked(source.id) : isArchived(known))
  if (better) found.set(name, source)
}
