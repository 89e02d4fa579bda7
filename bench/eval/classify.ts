import type { ClientBase } from 'pg'
import { hashesOf } from '../../src/linking/commits/content-rule.ts'
import { isCounted } from '../../src/linking/commits/counted-path.ts'
import type { Disagreement } from './judge.ts'

/** Who is wrong where links and a list of a team's tool disagree, and what shows it. */
export const causes = {
  passedOver: [
    'ours',
    'a listed session’s log wrote a tenth or more of the lines that count, and no listed one is linked',
  ],
  takenOver: ['ours', 'the lines of the linked session stand in edits of a listed one, too'],
  common: ['ours', 'fewer than three of the linked session’s lines are in no other change: too little to name it'],
  anotherWrote: ['the list’s', 'half or more of the lines are in edits of a session that is not listed'],
  notWritten: ['the list’s', 'a listed session’s log goes on after the commit and has less than a tenth of its lines'],
  unlisted: ['the list’s', 'the linked session wrote three or more lines that no other change adds'],
  logEnds: [
    'undecidable',
    'the logs of all listed sessions end before the commit and have less than a tenth of its lines',
  ],
  noLines: ['undecidable', 'the commit adds and removes no line that counts: a merge, white space, moved lines'],
} as const

export type Cause = keyof typeof causes

/** A tenth of the lines: below it nobody is said to have contributed. */
const leastShare = 0.1
const mostRare = 3

interface Edited {
  readonly log: string
  readonly path: string
  readonly added: Buffer
  readonly removed: Buffer
}

/** The lines of a commit that count, by file; those that it removes where it adds none. */
interface CommitLines {
  readonly side: 'added' | 'removed'
  readonly files: ReadonlyMap<string, readonly string[]>
  readonly count: number
}

/** Tells for each disagreement what it comes from, by rules over the lines that are stored. */
export const classify = async (client: ClientBase, disagreements: readonly Disagreement[]): Promise<Cause[]> => {
  const told: Cause[] = []
  for (const one of disagreements) told.push(await causeOf(client, one))
  return told
}

const causeOf = async (client: ClientBase, { kind, commit, sessions, link }: Disagreement): Promise<Cause> => {
  const { repository, at } = await placeOf(client, commit)
  const lines = await linesOf(client, repository, commit)
  if (lines.count === 0) return 'noLines'
  const edits = await editsOf(client, repository, [...lines.files.keys()], at)
  const listed = new Set(sessions)
  const ownOf = (log: string) => edits.filter((edit) => edit.log === log)
  if (kind === 'not in the truth') {
    const own = foundIn(lines, ownOf(link!.session))
    const theirs = foundIn(
      lines,
      edits.filter(({ log }) => listed.has(log)),
    )
    const shared = own.filter((line) => theirs.includes(line)).length
    if (own.length > 0 && shared >= own.length / 2) return 'takenOver'
    return (await rareOf(client, repository, own)) >= mostRare ? 'unlisted' : 'common'
  }
  const shareOf = (log: string) => foundIn(lines, ownOf(log)).length / lines.count
  if (sessions.some((log) => shareOf(log) >= leastShare)) return 'passedOver'
  const others = edits.filter(({ log }) => !listed.has(log))
  if (foundIn(lines, others).length >= lines.count / 2) return 'anotherWrote'
  return (await goesOn(client, sessions, at)) ? 'notWritten' : 'logEnds'
}

const placeOf = async (client: ClientBase, sha: string): Promise<{ repository: string; at: Date }> => {
  const { rows } = await client.query<{ repository: string; at: Date }>(
    'select repository, authored_at as at from commit where org = 1 and sha = $1 limit 1',
    [sha],
  )
  return rows[0]!
}

const linesOf = async (client: ClientBase, repository: string, sha: string): Promise<CommitLines> => {
  const { rows } = await client.query<{ path: string; added: Buffer; removed: Buffer }>(
    `select path, added_lines as added, removed_lines as removed from file_change
     where org = 1 and repository = $1 and sha = $2`,
    [repository, sha],
  )
  const files = rows.filter(({ path }) => isCounted(path))
  const side = (from: 'added' | 'removed', without: 'added' | 'removed') =>
    new Map(
      files.map((file) => {
        const others = hashesOf(file[without])
        const own = hashesOf(file[from]).filter((hash) => hash !== undefined && !others.includes(hash)) as string[]
        return [file.path, own] as const
      }),
    )
  const counted = (found: ReadonlyMap<string, readonly string[]>) =>
    [...found.values()].reduce((sum, own) => sum + own.length, 0)
  const added = side('added', 'removed')
  if (counted(added) > 0) return { side: 'added', files: added, count: counted(added) }
  const removed = side('removed', 'added')
  return { side: 'removed', files: removed, count: counted(removed) }
}

const editsOf = async (
  client: ClientBase,
  repository: string,
  paths: readonly string[],
  until: Date,
): Promise<Edited[]> => {
  const { rows } = await client.query<Edited>(
    `select root.log_id as log, file.path, edit.added_lines as added, edit.removed_lines as removed
     from edited_file file
     join edit on edit.org = 1 and edit.id = file.edit
     join session root on root.org = 1 and root.id = file.root
     where file.org = 1 and file.repository = $1 and file.path = any($2) and file.at <= $3::timestamptz + interval '2 minutes'`,
    [repository, paths, until],
  )
  return rows
}

/** The commit's lines that edits to the same file hold. */
const foundIn = ({ side, files }: CommitLines, edits: readonly Edited[]): string[] =>
  [...files].flatMap(([path, lines]) => {
    const written = new Set(edits.filter((edit) => edit.path === path).flatMap((edit) => hashesOf(edit[side])))
    return lines.filter((line) => written.has(line))
  })

/** How many of some lines are different ones that only one change adds. */
const rareOf = async (client: ClientBase, repository: string, lines: readonly string[]): Promise<number> => {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from line_change
     where org = 1 and repository = $1 and line = any($2::bytea[]) and octet_length(changes) = 8`,
    [repository, [...new Set(lines)].map((line) => Buffer.from(line, 'latin1'))],
  )
  return rows[0]!.count
}

/** Whether a session of these called a tool after a moment. */
const goesOn = async (client: ClientBase, logs: readonly string[], at: Date): Promise<boolean> => {
  const { rows } = await client.query<{ found: boolean }>(
    `select exists (
       select from session root join session_place place on place.org = 1 and place.root = root.id
       join tool_call call on call.org = 1 and call.session = place.session and call.at > $2
       where root.org = 1 and root.log_id = any($1)
         and exists (select from tool_call before join session_place own on own.org = 1 and own.session = before.session
           where before.org = 1 and own.root = root.id and before.at <= $2)) as found`,
    [logs, at],
  )
  return rows[0]!.found
}
