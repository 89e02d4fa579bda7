import { z } from 'zod'
import { linesOfFile } from '../../connectors/git/index.ts'
import { type BlamedFile, blameFile } from '../../linking/ledger/blame-file.ts'
import { MaestroError } from '../../model/errors.ts'
import { commitsById } from '../../store/questions/commits-by-id.ts'
import {
  clonesOf,
  commitsNamed,
  defaultCommitBefore,
  type FileCommit,
  isBinaryFile,
  repositoryOfFile,
} from '../../store/questions/file-at.ts'
import { endOf } from '../../store/questions/period.ts'
import { storableKey } from '../../store/write/storable.ts'
import { type AnswerContext, defineAnswer } from './answer.ts'
import { instant, iso } from './fields.ts'
import { type LineWriters, writer, writersOf } from './line-writers.ts'
import { filters, knownParameters, periodFrom, text, when } from './parameters.ts'

const origin = z.strictObject({
  commit: z.string().describe('The commit that added the lines, its full id'),
  path: z.string().describe('What the file was called there'),
  subject: z.string(),
  person: z.string(),
  bot: z.boolean(),
  authoredAt: instant('As its author says'),
  committedAt: instant('As its committer says'),
})

const line = z.strictObject({
  origin: z.int().nullable().describe('Index in `origins`; null where it is not known'),
  writer: z.int().describe('Index in `writers`'),
  text: z.string().nullable().describe('null where no clone on this machine has it'),
})

/** A file with the origin of each of its lines. */
export const blame = defineAnswer({
  name: 'blame',
  path: '/blame',
  summary: 'where each line of a file comes from and who wrote it with which prompt, at a commit or on a date',
  parameters: z.strictObject({
    path: text('Path of the file below the root of its repository'),
    repo: filters.repo,
    commit: text('At this commit: its full id, or its beginning').optional(),
    on: when('As it was at the end of this day, or before this instant, on the default branch').optional(),
    ...knownParameters,
  }),
  answer: z.strictObject({
    repository: z.string(),
    path: z.string(),
    commit: z.string().describe('The commit at which it was read'),
    committedAt: instant('When that was committed'),
    origins: z.array(origin),
    writers: z.array(writer).describe('Who wrote its lines, with which prompt'),
    lines: z.array(line),
    whole: z
      .boolean()
      .describe('Whether these are all lines; else more may follow of which neither number nor origin is known'),
    text: z.boolean().describe('Whether a clone on this machine has the text'),
  }),
  run: async (context, { path: given, repo, commit, on, ...asked }) => {
    const { client, now } = context
    const path = storableKey(given.replace(/^(?:\.\/)+/, ''))
    const repository = await repositoryOfFile(client, path, repo)
    const period = await periodFrom(context, { until: on, ...asked }, now)
    const at = await commitAt(context, repository, commit, endOf(period), period.asOf)
    const file = await blameFile(client, { repository: repository.id, sha: at.sha, path })
    if (file === 'not-walked') throw notWalked(repository.name)
    const inClone = file === 'no-file' ? undefined : await textAt(context, repository.id, at.sha, path)
    if (inClone === undefined && (await isBinaryFile(client, repository.id, path, at.committedAt)))
      throw noText(at.sha, path)
    if (file === 'no-file')
      throw new MaestroError(
        'not-found',
        `${at.sha.slice(0, 9)} has no file "${path}".`,
        'Paths are those of that commit.',
      )
    const commits = await commitsById(
      client,
      repository.id,
      file.origins.map(({ sha }) => sha),
    )
    const known = file.runs.reduce((sum, { count }) => sum + count, 0)
    const written = await writersOf(client, repository.id, file, commits, inClone?.length ?? known)
    return {
      repository: repository.name,
      path,
      commit: at.sha,
      committedAt: iso(at.committedAt),
      origins: file.origins.map(({ sha, path: there }) => originOf(sha, there, commits)),
      writers: [...written.writers],
      lines: linesOf(file, inClone, written),
      whole: !file.isOpen || inClone !== undefined,
      text: inClone !== undefined,
    }
  },
})

const noText = (sha: string, path: string) =>
  new MaestroError(
    'not-found',
    `"${path}" is no text at ${sha.slice(0, 9)}.`,
    'It has no lines that come from anywhere.',
  )

const notWalked = (name: string) =>
  new MaestroError('busy', `The history of ${name} is still being walked over.`, 'Ask again in a moment.')

const commitAt = async (
  { client }: AnswerContext,
  { id, name }: { readonly id: string; readonly name: string },
  beginning: string | undefined,
  before: number | undefined,
  asOf: number | undefined,
): Promise<FileCommit> => {
  if (beginning === undefined) {
    const found = await defaultCommitBefore(client, id, before)
    if (found !== undefined) return found
    const any = await defaultCommitBefore(client, id, undefined)
    if (any === undefined) throw notWalked(name)
    throw new MaestroError('not-found', `The default branch of ${name} had no commit then.`, 'Name a later date.')
  }
  const [found, another] = await commitsNamed(client, id, beginning.toLowerCase(), asOf)
  if (found === undefined)
    throw new MaestroError('not-found', `No commit's id begins with "${beginning}".`, 'maestro commits lists them.')
  if (another === undefined) return found
  throw new MaestroError('usage', `Several commits begin with "${beginning}".`, 'Give more of the id.')
}

type Commits = Awaited<ReturnType<typeof commitsById>>

const originOf = (sha: string, path: string, commits: Commits): z.output<typeof origin> => {
  const { subject, person, bot, authoredAt, committedAt } = commits.get(sha)!
  return { commit: sha, path, subject, person, bot, authoredAt: iso(authoredAt), committedAt: iso(committedAt) }
}

/** The text of the first clone that has it. */
const textAt = async (
  { client }: AnswerContext,
  repository: string,
  sha: string,
  path: string,
): Promise<string[] | undefined> => {
  for (const gitDirectory of await clonesOf(client, repository)) {
    const lines = await linesOfFile(gitDirectory, sha, path)
    if (lines !== undefined) return lines
  }
  return undefined
}

/** Line by line. Where text and ledger do not have the same number of them, the text is right and the rest unknown. */
const linesOf = (
  file: BlamedFile,
  lines: readonly string[] | undefined,
  written: LineWriters,
): z.output<typeof line>[] => {
  const origins = file.runs.flatMap(({ origin: index, count }) => new Array<number | null>(count).fill(index ?? null))
  return written.lines.map((writtenBy, at) => ({
    origin: origins[at] ?? null,
    writer: writtenBy,
    text: lines?.[at] ?? null,
  }))
}
