import type { ClientBase } from 'pg'
import { copyRows } from '../../store/write/copy-rows.ts'
import { markHomesOf } from '../people/home-authors.ts'
import { agentsAmong } from './agent-trailers.ts'
import { changedLinesOf, type FileLines } from './changed-lines.ts'
import { type CommitKey, commitArrays, commitOfKey } from './commit-key.ts'
import { attribute, type CountedLine, inverted } from './content-rule.ts'
import { mostChanges } from './derive-lines.ts'
import { EditPlaces } from './edit-places.ts'
import { EditedLines } from './edited-lines.ts'
import { type Evidence, type Found, linksOf } from './links-of-commit.ts'
import { writeEditCommits } from './write-edit-commits.ts'

interface CommitRow extends CommitKey {
  readonly authoredAt: number
  readonly committedAt: number
  readonly coAuthors: string[] | null
  /** Whether its lines are looked at: its repository has edits that are old enough. */
  readonly compared: boolean
}

/** Files of whole commits that are looked at together. */
const manyFiles = 400

/** What was found in one commit. */
interface CommitResult {
  readonly commit: CommitRow
  counted: number
  weight: number
  /** It adds no line that counts: what it removes is looked at instead. */
  onlyRemoves: boolean
  readonly sessions: Map<string, Found>
  readonly files: LinkedFile[]
}

interface LinkedFile {
  readonly path: string
  readonly edits: string[]
  /** [first, count, index in `edits`] */
  readonly spans: number[]
  /** Of each edit: [index among its added lines, count, index among those of the commit] */
  readonly lines: number[][]
}

interface CountedFile {
  readonly result: CommitResult
  readonly file: FileLines
  readonly lines: readonly CountedLine[]
}

/** Derives for commits which lines are from which edits, and which sessions stand behind them. */
export const deriveLinks = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  const wanted = keys.map(commitOfKey)
  const commits = await commitsOf(client, wanted)
  const evidence = await evidenceOf(client, commits)
  await markHomesOf(client, commitArrays(wanted))
  await forget(client, wanted)
  const edited = new EditedLines(client)
  const results = new Map(
    commits.map((commit) => [
      `${commit.repository} ${commit.sha}`,
      { commit, counted: 0, weight: 0, onlyRemoves: true, sessions: new Map(), files: [] } as CommitResult,
    ]),
  )
  let some: FileLines[] = []
  const flush = async (): Promise<void> => {
    await attributeFiles(client, edited, some, results)
    some = []
  }
  const compared = commits.filter((commit) => commit.compared)
  for await (const file of changedLinesOf(client, compared)) {
    if (some.length >= manyFiles && some.at(-1)!.sha !== file.sha) await flush()
    some.push(file)
  }
  await flush()
  await write(client, [...results.values()], evidence)
  await writeEditCommits(
    client,
    wanted,
    [...results.values()].flatMap(({ commit: { repository, sha }, files }) =>
      files.flatMap(({ path, edits, lines }) =>
        edits.map((edit, index) => ({ edit, repository, sha, path, lines: lines[index]! })),
      ),
    ),
  )
  await markHomesOf(client, commitArrays(wanted))
}

/**
 * Commits that links are looked for in, with the time at which their change came to be: that of the first with its patch id.
 * Those whose lines are not looked at are among them where something else names a session.
 */
const commitsOf = async (client: ClientBase, commits: readonly CommitKey[]): Promise<CommitRow[]> => {
  const { rows } = await client.query<CommitRow>(
    `select commit.repository, commit.sha,
       (extract(epoch from least(commit.authored_at, first.authored_at)) * 1000)::bigint as "authoredAt",
       (extract(epoch from coalesce(first.committed_at, commit.committed_at)) * 1000)::bigint as "committedAt",
       commit.co_authors as "coAuthors", linked.repository is not null as compared
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join commit on commit.org = 1 and commit.repository = wanted.repository and commit.sha = wanted.sha
     left join linked_repository linked on linked.org = 1 and linked.repository = commit.repository
       and commit.committed_at >= linked.since
     left join lateral (
       select min(same.authored_at) as authored_at, min(same.committed_at) as committed_at from commit same
       where same.org = 1 and same.repository = commit.repository and same.patch_id = commit.patch_id
     ) first on true
     where linked.repository is not null
       or exists (
         select from commit_evidence own
         where own.org = 1 and own.repository = commit.repository and own.sha = commit.sha)
       or exists (
         select from commit same
         join commit_evidence other on other.org = 1 and other.repository = same.repository and other.sha = same.sha
         where same.org = 1 and same.repository = commit.repository and same.patch_id = commit.patch_id)`,
    commitArrays(commits),
  )
  return rows
}

const evidenceOf = async (client: ClientBase, commits: readonly CommitKey[]): Promise<Map<string, Evidence[]>> => {
  const { rows } = await client.query<CommitKey & Evidence>(
    `select commit.repository, commit.sha, found.session, found.method, found.same
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join commit on commit.org = 1 and commit.repository = wanted.repository and commit.sha = wanted.sha
     cross join lateral (
       select session, method, false as same from commit_evidence own
       where own.org = 1 and own.repository = commit.repository and own.sha = commit.sha
       union
       select other.session, other.method, true from commit same
       join commit_evidence other on other.org = 1 and other.repository = same.repository and other.sha = same.sha
       where same.org = 1 and same.repository = commit.repository and same.patch_id = commit.patch_id
         and same.sha <> commit.sha
     ) found
     order by found.session, found.same, found.method`,
    commitArrays(commits),
  )
  const evidence = new Map<string, Evidence[]>()
  for (const { repository, sha, ...one } of rows) {
    const key = `${repository} ${sha}`
    evidence.set(key, [...(evidence.get(key) ?? []), one])
  }
  return evidence
}

const forget = async (client: ClientBase, commits: readonly CommitKey[]): Promise<void> => {
  for (const table of ['commit_lines', 'line_link', 'commit_link'])
    await client.query(
      `delete from ${table} there using unnest($1::text[], $2::text[]) as wanted (repository, sha)
       where there.org = 1 and there.repository = wanted.repository and there.sha = wanted.sha`,
      commitArrays(commits),
    )
}

const attributeFiles = async (
  client: ClientBase,
  edited: EditedLines,
  files: readonly FileLines[],
  results: ReadonlyMap<string, CommitResult>,
): Promise<void> => {
  if (files.length === 0) return
  const committed = files.map((file) => ({
    ...file,
    committedAt: results.get(`${file.repository} ${file.sha}`)!.commit.committedAt,
  }))
  const candidates = await edited.of(committed)
  const counted: CountedFile[] = []
  for (const [key, group] of Map.groupBy(committed, ({ repository, sha }) => `${repository} ${sha}`)) {
    const result = results.get(key)!
    const changed = group.map((file) => ({ ...file, edits: candidates.get(file) ?? [] }))
    const added = attribute(changed, result.commit)
    result.onlyRemoves = added.every((lines) => lines.length === 0)
    const compared = result.onlyRemoves ? attribute(inverted(changed), result.commit) : added
    for (const [index, lines] of compared.entries()) counted.push({ result, file: group[index]!, lines })
  }
  for (const [repository, group] of Map.groupBy(counted, ({ file }) => file.repository)) {
    const hashes = new Set(group.flatMap(({ lines }) => lines.map(({ hash }) => hash)))
    const weights = await weightsOf(client, repository, hashes)
    for (const { result, file, lines } of group) addFile(result, file.path, lines, weights)
  }
}

const addFile = (
  result: CommitResult,
  path: string,
  lines: readonly CountedLine[],
  weights: ReadonlyMap<string, number>,
): void => {
  const edits: string[] = []
  const spans: number[] = []
  const places: EditPlaces[] = []
  const inEdits: number[][] = []
  for (const { index, hash, edit: origin } of lines) {
    const weight = weights.get(hash) ?? 1
    result.counted++
    result.weight += weight
    if (!origin) continue
    const found = result.sessions.get(origin.session) ?? { lines: 0, weight: 0 }
    found.lines++
    found.weight += weight
    result.sessions.set(origin.session, found)
    let edit = edits.indexOf(origin.edit)
    if (edit < 0) {
      edit = edits.push(origin.edit) - 1
      places.push(new EditPlaces(origin.added))
      inEdits.push([])
    }
    const last = spans.length - 3
    if (last >= 0 && spans[last + 2] === edit && spans[last]! + spans[last + 1]! === index) spans[last + 1]!++
    else spans.push(index, 1, edit)
    addLine(inEdits[edit]!, places[edit]!.take(hash)!, index)
  }
  if (spans.length > 0 && !result.onlyRemoves) result.files.push({ path, edits, spans, lines: inEdits })
}

/** Adds a line of an edit that is a line of a commit to those that came before it. */
const addLine = (lines: number[], inEdit: number, inCommit: number): void => {
  const last = lines.length - 3
  const count = lines[last + 1] ?? 0
  if (last >= 0 && lines[last]! + count === inEdit && lines[last + 2]! + count === inCommit) lines[last + 1]!++
  else lines.push(inEdit, 1, inCommit)
}

const weightsOf = async (
  client: ClientBase,
  repository: string,
  lines: ReadonlySet<string>,
): Promise<Map<string, number>> => {
  const { rows } = await client.query<{ line: Buffer; changes: number }>(
    `select line, octet_length(changes) / 8 as changes from line_change
     where org = 1 and repository = $1 and line = any($2::bytea[])`,
    [repository, [...lines].map((line) => Buffer.from(line, 'latin1'))],
  )
  return new Map(rows.map((row) => [row.line.toString('latin1'), 1 / Math.min(row.changes, mostChanges)]))
}

const write = async (
  client: ClientBase,
  results: readonly CommitResult[],
  evidence: ReadonlyMap<string, readonly Evidence[]>,
): Promise<void> => {
  const sum = (result: CommitResult, key: keyof Found) =>
    [...result.sessions.values()].reduce((total, found) => total + found[key], 0)
  await copyRows(
    client,
    'commit_lines',
    ['repository', 'sha', 'counted', 'found', 'weight', 'found_weight'],
    results
      .filter(({ commit }) => commit.compared)
      .map((result) => [
        result.commit.repository,
        result.commit.sha,
        ...(result.onlyRemoves
          ? [0, 0, 0, 0]
          : [result.counted, sum(result, 'lines'), result.weight, sum(result, 'weight')]),
      ]),
  )
  const array = (values: readonly (string | number)[]) =>
    `{${values.map((value) => (typeof value === 'number' ? value : JSON.stringify(value))).join(',')}}`
  await copyRows(
    client,
    'line_link',
    ['repository', 'sha', 'path', 'edits', 'spans'],
    results.flatMap(({ commit, files }) =>
      files.map(({ path, edits, spans }) => [commit.repository, commit.sha, path, array(edits), array(spans)]),
    ),
  )
  await copyRows(
    client,
    'commit_link',
    ['repository', 'sha', 'session', 'confidence', 'methods', 'lines', 'shown_share', 'weighted_share'],
    results.flatMap(({ commit, counted, weight, sessions }) =>
      linksOf(
        { counted, weight, sessions, agents: agentsAmong(commit.coAuthors ?? []) },
        evidence.get(`${commit.repository} ${commit.sha}`) ?? [],
      ).map((link) => [
        commit.repository,
        commit.sha,
        link.session,
        link.confidence,
        array(link.methods),
        link.lines,
        link.shownShare,
        link.weightedShare,
      ]),
    ),
  )
}
