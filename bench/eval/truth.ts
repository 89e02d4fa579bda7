import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const schema = z.array(z.object({ commit: z.string(), sessions: z.array(z.string()) }))

/** The sessions that a team's tool recorded for commits, by commit id; undefined where a home has no such list. */
export const readTruth = (home: string): Map<string, Set<string>> | undefined => {
  const file = join(home, 'truth.json')
  if (!existsSync(file)) return undefined
  const truth = new Map<string, Set<string>>()
  for (const { commit, sessions } of schema.parse(JSON.parse(readFileSync(file, 'utf8'))))
    truth.set(commit, new Set([...(truth.get(commit) ?? []), ...sessions]))
  return truth
}
