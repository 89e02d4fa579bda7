import type { ClientBase } from 'pg'

/** Renames of renames are followed so often at most. */
const mostRounds = 10

/** Which names files had before, or came to have: SQL of one step, over names in `$2`, as pairs of a name and the next. */
const steps = {
  earlier: `
    select path as name, old_path as next from file_change
    where org = 1 and repository = $1 and path = any($2) and old_path is not null
    union select path, moved_from from edited_file
    where org = 1 and repository = $1 and path = any($2) and moved_from is not null`,
  later: `
    select old_path as name, path as next from file_change
    where org = 1 and repository = $1 and old_path = any($2)`,
}

/**
 * For each path in a repository the path itself with all names that its file had before it, or came to have after it.
 * Small steps, each with an index of its own, since a planner that knows nothing yet of new tables gets long ones wrong.
 */
export const namesOf = async (
  client: ClientBase,
  repository: string,
  paths: Iterable<string>,
  direction: keyof typeof steps,
): Promise<Map<string, Set<string>>> => {
  const names = new Map([...paths].map((path) => [path, new Set([path])]))
  const next = new Map<string, Set<string>>()
  let unknown = [...names.keys()]
  for (let round = 0; round < mostRounds && unknown.length > 0; round++) {
    const { rows } = await client.query<{ name: string; next: string }>(steps[direction], [repository, unknown])
    for (const path of unknown) next.set(path, new Set())
    for (const row of rows) next.get(row.name)!.add(row.next)
    unknown = [...new Set(rows.map((row) => row.next))].filter((path) => !next.has(path))
  }
  for (const reached of names.values()) {
    for (const path of reached) for (const other of next.get(path) ?? []) reached.add(other)
  }
  return names
}
