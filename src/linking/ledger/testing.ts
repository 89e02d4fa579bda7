import type { ClientBase } from 'pg'
import { expect } from 'vitest'
import { readStep } from '../../../test/support/read-step.ts'
import type { SmallRepository } from '../../connectors/git/testing/small-repository.ts'
import { deriveLedger } from './derive-ledger.ts'
import { endless, type Runs } from './lines/runs.ts'
import { treeAt } from './tree-at.ts'
import type { WalkWork } from './walk/walk.ts'

/** Lines `a`, `b`, ...: each on a line of its own, long enough to be told apart. */
export const text = (...lines: string[]): string => lines.map((line) => `line ${line}\n`).join('')

/** Reads what is new in a repository and walks over it. @returns what the walk did */
export const walk = async (client: ClientBase, repository: SmallRepository): Promise<WalkWork[]> => {
  expect(await readStep(client, { homes: [], repositories: [repository.path] })).toMatchObject({ failures: [] })
  return deriveLedger(client)
}

/** The id of the one repository. */
const idOf = async (client: ClientBase): Promise<string> =>
  (await client.query<{ id: string }>('select id from repository')).rows[0]!.id

/** The commit of each line; `?` where it is unknown, and `...` at the end where nobody knows how many there are. */
const commitsOf = (runs: Runs, shas: ReadonlyMap<number, string>): string[] => {
  const lines: string[] = []
  for (let at = 0; at < runs.length; at += 3) {
    if (runs[at + 2] === endless) lines.push('...')
    else for (let line = 0; line < runs[at + 2]!; line++) lines.push(shas.get(runs[at]!) ?? '?')
  }
  return lines
}

/** The commit of each line of some files at a commit, as the ledger has them; undefined where there is no such file. */
export const ledgerAt = async (
  client: ClientBase,
  sha: string,
  paths: readonly string[],
): Promise<(string[] | undefined)[]> => {
  const { rows } = await client.query<{ id: number; sha: string }>('select id, sha from line_origin')
  const shas = new Map(rows.map((row) => [row.id, row.sha]))
  const there = await treeAt(client, await idOf(client), sha)
  if (there === undefined) return paths.map(() => undefined)
  await there.nodes.load(there.tree, paths)
  return paths.map((path) => {
    const file = there.tree.get(path)
    return file && commitsOf(file.lines!, shas)
  })
}

/** The same as `git blame -w` tells it. */
const blameAt = (repository: SmallRepository, sha: string, path: string): string[] => {
  const output = repository.bytes(['blame', '-w', '--porcelain', sha, '--', path]).toString('latin1')
  const lines: string[] = []
  let commit = ''
  for (const line of output.split('\n')) {
    if (line.startsWith('\t')) lines.push(commit)
    else if (/^[0-9a-f]{40} \d+ \d+/.test(line)) commit = line.slice(0, 40)
  }
  return lines
}

/** The paths of regular files at a commit. */
const filesAt = (repository: SmallRepository, sha: string): string[] =>
  repository
    .git('ls-tree', '-r', '-z', sha)
    .split('\0')
    .flatMap((entry) => (entry.startsWith('100') ? [entry.slice(entry.indexOf('\t') + 1)] : []))

/** Expects the ledger to tell of every file of every commit what `git blame -w` tells. */
export const expectBlame = async (client: ClientBase, repository: SmallRepository): Promise<void> => {
  for (const sha of repository.git('rev-list', '--branches').trim().split('\n')) {
    const paths = filesAt(repository, sha)
    const told = await ledgerAt(client, sha, paths)
    const blamed = paths.map((path) => blameAt(repository, sha, path))
    expect(Object.fromEntries(paths.map((path, index) => [`${sha} ${path}`, told[index]]))).toEqual(
      Object.fromEntries(paths.map((path, index) => [`${sha} ${path}`, blamed[index]])),
    )
  }
}
