import type { ClientBase } from 'pg'
import { clockSkewMs } from './content-rule.ts'
import { namesOf } from './names.ts'

/** A file of a repository, from a time on. */
export interface TouchedFile {
  readonly repository: string
  readonly path: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Marks the commits that change files from a time on, under whatever names these have by then. */
export const markTouching = async (client: ClientBase, files: readonly TouchedFile[]): Promise<void> => {
  for (const [repository, group] of Map.groupBy(files, (file) => file.repository)) {
    const since = new Map<string, number>()
    const names = await namesOf(client, repository, new Set(group.map(({ path }) => path)), 'later')
    for (const { path, at } of group)
      for (const name of names.get(path)!) since.set(name, Math.min(since.get(name) ?? Number.POSITIVE_INFINITY, at))
    await client.query(
      `insert into dirty (kind, key)
       select distinct 'link', $1 || ' ' || change.sha
       from unnest($2::text[], $3::timestamptz[]) as touched (path, at)
       join file_change change on change.org = 1 and change.path = touched.path and change.repository = $1
         and change.at >= touched.at
       join linked_repository linked on linked.org = 1 and linked.repository = change.repository
         and change.at >= linked.since
       on conflict do nothing`,
      [repository, [...since.keys()], [...since.values()].map((at) => new Date(at - clockSkewMs))],
    )
  }
}
