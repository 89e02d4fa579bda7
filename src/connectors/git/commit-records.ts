import type { RecordOf } from '../../model/records/index.ts'
import type { ChangedFile } from './changed-file.ts'
import type { CommitHeader } from './log-format.ts'
import type { CommitItem } from './log-parser.ts'
import { type Message, parseMessage } from './message.ts'
import { inferPullRequest } from './pull-requests.ts'

const operations = { A: 'create', C: 'copy', D: 'delete', R: 'rename', T: 'type' } as const

/** The record of a file that a commit changed. */
export const fileChangeRecord = (
  repository: string,
  header: CommitHeader,
  { entry, binary, added, removed, hunks, addedLines, removedLines }: ChangedFile,
): RecordOf<'fileChange'> => ({
  kind: 'fileChange',
  repository,
  sha: header.sha,
  path: entry.path,
  ...(entry.oldPath !== undefined && { oldPath: entry.oldPath }),
  operation: operations[entry.status as keyof typeof operations] ?? 'update',
  binary,
  added,
  removed,
  ...(hunks !== undefined && { hunks }),
  addedLines,
  removedLines,
  at: header.committedAt,
})

/** The record of a commit, and of the pull request that it tells of. */
export const commitRecords = (
  repository: string,
  item: CommitItem,
  changeKnown: boolean,
): [RecordOf<'commit'>, ...RecordOf<'pullRequest'>[]] => {
  const { header } = item
  const message = parseMessage(header.message)
  const commit: RecordOf<'commit'> = {
    kind: 'commit',
    repository,
    sha: header.sha,
    parents: [...header.parents],
    authorName: header.authorName,
    authorEmail: header.authorEmail,
    authoredAt: header.authoredAt,
    committerName: header.committerName,
    committerEmail: header.committerEmail,
    committedAt: header.committedAt,
    subject: message.subject,
    ...(message.body !== '' && { body: message.body }),
    ...(message.coAuthors.length > 0 && { coAuthors: message.coAuthors }),
    ...(message.trailers.length > 0 && { trailers: message.trailers }),
    ...(changeKnown && item.patchId !== undefined && { patchId: item.patchId }),
    files: changeKnown ? item.entries.length : 0,
    added: changeKnown ? item.added : 0,
    removed: changeKnown ? item.removed : 0,
  }
  return [commit, ...pullRequestRecords(repository, header, message)]
}

const pullRequestRecords = (repository: string, header: CommitHeader, message: Message): RecordOf<'pullRequest'>[] => {
  const inferred = inferPullRequest(header, message)
  if (inferred === undefined) return []
  const { authorName, authorEmail } = header
  return [
    {
      kind: 'pullRequest',
      repository,
      ...inferred,
      title: inferred.title ?? '',
      inferred: true,
      sha: header.sha,
      at: header.committedAt,
      ...(inferred.source === 'squash-commit' && { authorName, authorEmail }),
    },
  ]
}
