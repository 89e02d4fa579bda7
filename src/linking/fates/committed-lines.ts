import type { ClientBase } from 'pg'
import type { CommittedFile, FoundLines, LineSpan } from './fate-of-lines.ts'

interface FoundRow {
  readonly edit: string
  readonly repository: string
  readonly sha: string
  readonly path: string
  readonly lines: readonly number[]
  readonly committedAt: number
  readonly isSettled: boolean
}

/** In which commits lines of edits were found, and how long these were on the default branch. */
export const foundLines = async (
  client: ClientBase,
  edits: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundLines[]>> => {
  const { rows } = await client.query<FoundRow>(
    `select found.edit, found.repository, found.sha, found.path, found.lines,
       (extract(epoch from commit.committed_at) * 1000)::float8 as "committedAt",
       walked.sha is not null or not ahead.any as "isSettled"
     from unnest($1::text[]) as wanted (edit)
     join edit_commit found on found.org = 1 and found.edit = wanted.edit
     join commit on commit.org = 1 and commit.repository = found.repository and commit.sha = found.sha
     left join ledger_commit walked on walked.org = 1 and walked.repository = found.repository and walked.sha = found.sha
     cross join lateral (
       select exists (select from dirty where org = 1 and kind in ('ledger', 'ledger-begun') and key = found.repository)
         or not exists (select from ledger where org = 1 and repository = found.repository) as any
     ) ahead`,
    [edits],
  )
  const spans = await spansOf(client, rows)
  const files = new Map<string, CommittedFile>()
  const found = new Map<string, FoundLines[]>()
  for (const { edit, repository, sha, path, lines, committedAt, isSettled } of rows) {
    const key = keyOf({ repository, sha, path })
    const file = files.get(key) ?? { sha, committedAt, isSettled, spans: spans.get(key) ?? [] }
    files.set(key, file)
    found.set(edit, [...(found.get(edit) ?? []), { file, lines }])
  }
  return found
}

interface FileKey {
  readonly repository: string
  readonly sha: string
  readonly path: string
}

const keyOf = ({ repository, sha, path }: FileKey): string => JSON.stringify([repository, sha, path])

const spansOf = async (client: ClientBase, wanted: readonly FileKey[]): Promise<Map<string, LineSpan[]>> => {
  const files = [...new Map(wanted.map((file) => [keyOf(file), file])).values()]
  const { rows } = await client.query<LineSpan & FileKey>(
    `select origin.repository, origin.sha, origin.path, span.first, span.first + span.count as end,
       (extract(epoch from landed_at) * 1000)::float8 as "landedAt",
       since, (extract(epoch from since_at) * 1000)::float8 as "sinceAt",
       until, (extract(epoch from until_at) * 1000)::float8 as "untilAt"
     from unnest($1::text[], $2::text[], $3::text[]) as wanted (repository, sha, path)
     join line_origin origin on origin.org = 1 and origin.repository = wanted.repository and origin.sha = wanted.sha
       and origin.path = wanted.path
     join line_span span on span.org = 1 and span.repository = origin.repository and span.origin = origin.id
     order by span.first, span.since`,
    [files.map(({ repository }) => repository), files.map(({ sha }) => sha), files.map(({ path }) => path)],
  )
  return Map.groupBy(rows, keyOf)
}
