import { details, flag, id, ids, instant, integer, lines, one, text, texts } from '../field.ts'
import { defineRecord } from '../record.ts'

export const repository = defineRecord('repository', {
  doc: 'One history. Its clones and worktrees are one repository.',
  key: ['id'],
  conflict: 'latest',
  fields: {
    id: id(
      'The id of the first root commit of the default branch (by date, then id); of a shallow clone `remote:<host>/<path>`, else `path:<git directory>`',
    ),
    name: text("`owner/name` of the remote, else the folder's name"),
    remote: text('Normalised URL of the remote: `github.com/owner/name`').maybe(),
    defaultBranch: text('Name of the default branch').maybe(),
    seenAt: instant('When this was read'),
  },
})

export const checkout = defineRecord('checkout', {
  doc: 'A place on disk where a repository lies: a clone, a worktree or a bare repository.',
  key: ['path'],
  conflict: 'latest',
  fields: {
    path: text('Root of the work tree, or of the bare repository'),
    repository: id('The repository'),
    gitDirectory: text('The common git directory'),
    bare: flag('Whether it has no work tree'),
    shallow: flag('Whether its history is cut off'),
    partial: flag('Whether objects may be missing (partial clone)'),
    seenAt: instant('When this was read'),
  },
})

export const ref = defineRecord('ref', {
  doc: 'A branch or tag of one clone, and the commit that it points to.',
  key: ['repository', 'gitDirectory', 'name'],
  conflict: 'latest',
  fields: {
    repository: id('The repository'),
    gitDirectory: text('The common git directory of the clone'),
    name: text('Full name: `refs/heads/main`'),
    sha: id('The commit; `gone` once the ref was deleted'),
    isDefault: flag('Whether it is the default branch'),
    seenAt: instant('When this was read'),
  },
})

export const commit = defineRecord('commit', {
  doc: 'One commit that a branch or tag reaches.',
  key: ['repository', 'sha'],
  conflict: 'keep',
  fields: {
    repository: id('The repository'),
    sha: id('Full commit id'),
    parents: ids('Parents, first parent first'),
    authorName: text('Author as written'),
    authorEmail: text('Address of the author as written'),
    authoredAt: instant('When it was written'),
    committerName: text('Committer as written'),
    committerEmail: text('Address of the committer as written'),
    committedAt: instant('When it was committed'),
    subject: text('First line of the message'),
    body: text('The rest of the message').maybe(),
    coAuthors: texts('`Name <address>` of each Co-authored-by trailer').maybe(),
    trailers: details('All trailers, in order: `[[key, value], ...]`').maybe(),
    patchId: id('As `git patch-id --stable` computes it; absent for merges and empty commits').maybe(),
    files: integer('Files changed'),
    added: integer('Lines added'),
    removed: integer('Lines removed'),
  },
})

export const fileChange = defineRecord('fileChange', {
  doc: 'What one commit did to one file, against its first parent.',
  key: ['repository', 'sha', 'path'],
  conflict: 'keep',
  fields: {
    repository: id('The repository'),
    sha: id('The commit'),
    path: text('Path after the change'),
    oldPath: text('Path before it, where renamed or copied').maybe(),
    operation: one(['create', 'update', 'delete', 'rename', 'copy', 'type'], 'What happened to the file'),
    binary: flag('Whether git holds it to be binary, or a submodule'),
    added: integer('Lines added'),
    removed: integer('Lines removed'),
    hunks: details('Where: `[[oldStart, oldCount, newStart, newCount], ...]`, without context').maybe(),
    addedLines: lines('The added lines, in order'),
    removedLines: lines('The removed lines, in order'),
    at: instant('When it was committed'),
  },
})

export const merge = defineRecord('merge', {
  doc: 'What a merge commit made of what it merged: each file in which it differs from its first parent.',
  key: ['repository', 'sha'],
  conflict: 'keep',
  fields: {
    repository: id('The repository'),
    sha: id('The commit'),
    deleted: texts('Paths that its first parent has and it has not'),
    taken: details(
      'Paths of files that are as another parent has them, by parent, the second first: `[[path, ...], ...]`; the first such parent counts',
    ),
    unknown: texts(
      'Paths of files that no parent has as they are, of which more is not known: submodules, binary or unreadable',
    ),
    combined: details(
      'All other files: `[{path, lines, parents: [{hunks, path?}, ...]}, ...]`: how many of `addedLines` are its own, and for each parent the hunks against it as in `fileChange`, with its path there where that is another one',
    ),
    addedLines: lines('The lines of combined files that at least one parent lacks, in order, file by file'),
    removedLines: lines(
      'The lines of combined files that parents have and it has not, in order, file by file, parent by parent',
    ),
    at: instant('When it was committed'),
  },
})

export const pullRequest = defineRecord('pullRequest', {
  doc: 'A pull request, as far as its source knows it.',
  key: ['repository', 'number', 'source'],
  conflict: 'first',
  fields: {
    repository: id('The repository'),
    number: integer('Its number'),
    source: one(['merge-commit', 'squash-commit'], 'What it was inferred from'),
    inferred: flag('Whether it was inferred from a commit, not told by a forge'),
    title: text('Its title'),
    branch: text('The branch it came from, where told').maybe(),
    sha: id('The commit that merged it'),
    at: instant('When it was merged'),
    authorName: text('Who wrote the merged commit').maybe(),
    authorEmail: text('Address of who wrote the merged commit').maybe(),
  },
})

export const mailmapEntry = defineRecord('mailmapEntry', {
  doc: 'One line of a `.mailmap`: which names and addresses are one person.',
  key: ['repository', 'email', 'name'],
  conflict: 'latest',
  fields: {
    repository: id('The repository'),
    email: text('Address in commits, in lower case'),
    name: text('Name in commits; empty where any name will do'),
    canonicalName: text('Proper name').maybe(),
    canonicalEmail: text('Proper address, in lower case').maybe(),
    seenAt: instant('When this was read'),
  },
})
