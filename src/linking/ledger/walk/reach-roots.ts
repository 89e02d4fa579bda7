import type { ClientBase } from 'pg'
import { type GraphCommit, parentsIn } from './commit-graph.ts'

/** The ids of roots that are kept, and the steps of their commits. */
export type KeptRoots = ReadonlyMap<string, { readonly root: number; readonly steps: number }>

/**
 * Finds the kept roots below some commits. Commits on the way there, which are to be applied again, are added to `listed`
 * and `found`.
 */
export const reachRoots = async (
  client: ClientBase,
  repository: string,
  commits: readonly GraphCommit[],
  listed: Set<string>,
  found: GraphCommit[],
): Promise<KeptRoots> => {
  const roots = new Map<string, { root: number; steps: number }>()
  let wanted = newOnes(commits.flatMap(parentsIn), listed, roots)
  while (wanted.length > 0) {
    const { rows } = await client.query<{ sha: string; root: number | null; steps: number; parents: string }>(
      `select sha, root, steps, array_to_string(commit.parents, ' ') as parents
       from ledger_commit join commit using (org, repository, sha)
       where org = 1 and repository = $1 and sha = any($2)`,
      [repository, wanted],
    )
    const next: string[] = []
    for (const { sha, root, steps, parents } of rows) {
      if (root !== null) roots.set(sha, { root, steps })
      else {
        listed.add(sha)
        found.push({ sha, parents })
        next.push(...parentsIn({ sha, parents }))
      }
    }
    wanted = newOnes(next, listed, roots)
  }
  return roots
}

const newOnes = (shas: readonly string[], listed: ReadonlySet<string>, roots: KeptRoots): string[] =>
  [...new Set(shas)].filter((sha) => !listed.has(sha) && !roots.has(sha))
