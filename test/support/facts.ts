import type { RecordOf } from '../../src/model/records/index.ts'

/** Milliseconds since 1970 of a minute of the day on which the tests' facts happen. */
export const minute = (number: number): number => Date.UTC(2026, 1, 9, 12) + number * 60_000

/** A session named `claude-code:<name>`. */
export const sessionFact = (name: string, fields: Partial<RecordOf<'session'>> = {}): RecordOf<'session'> => ({
  kind: 'session',
  id: `claude-code:${name}`,
  agent: 'claude-code',
  logId: name,
  home: '/home/ana',
  startedAt: minute(0),
  endedAt: minute(60),
  ...fields,
})

/** A message of the session `claude-code:<name>` that spent tokens. */
export const usageFact = (
  name: string,
  id: string,
  at: number,
  fields: Partial<RecordOf<'usage'>> = {},
): RecordOf<'usage'> => ({
  kind: 'usage',
  id,
  session: `claude-code:${name}`,
  at,
  position: 0,
  model: 'claude-opus-4-6',
  inputTokens: 100,
  cacheCreation5mTokens: 20,
  cacheCreation1hTokens: 3,
  cacheReadTokens: 1000,
  outputTokens: 50,
  reasoningTokens: 0,
  sidechain: false,
  lowerBound: false,
  ...fields,
})

export const editFact = (name: string, id: string, path: string): RecordOf<'edit'> => ({
  kind: 'edit',
  id,
  session: `claude-code:${name}`,
  at: minute(1),
  position: 0,
  call: id,
  path,
  operation: 'update',
  by: 'tool',
  added: 1,
  removed: 0,
  patch: '@@ -1 +1 @@\n+x',
  addedLines: ['x'],
  removedLines: [],
})

export const readFact = (name: string, id: string, path: string): RecordOf<'toolCall'> => ({
  kind: 'toolCall',
  id,
  session: `claude-code:${name}`,
  at: minute(1),
  position: 0,
  tool: 'Read',
  action: 'read',
  target: path,
  input: {},
})

export const printedFact = (name: string, sha: string, at = minute(2)): RecordOf<'printedCommit'> => ({
  kind: 'printedCommit',
  id: `printed-${sha}`,
  session: `claude-code:${name}`,
  at,
  position: 0,
  sha,
  branch: 'main',
  subject: 'Done',
})

export const repositoryFact = (id: string, fields: Partial<RecordOf<'repository'>> = {}): RecordOf<'repository'> => ({
  kind: 'repository',
  id,
  name: `team/${id}`,
  seenAt: minute(0),
  ...fields,
})

export const checkoutFact = (repository: string, path: string): RecordOf<'checkout'> => ({
  kind: 'checkout',
  path,
  repository,
  gitDirectory: `${path}/.git`,
  bare: false,
  shallow: false,
  partial: false,
  seenAt: minute(0),
})

export const commitFact = (
  repository: string,
  sha: string,
  fields: Partial<RecordOf<'commit'>> = {},
): RecordOf<'commit'> => ({
  kind: 'commit',
  repository,
  sha: sha.padEnd(40, '0'),
  parents: [],
  authorName: 'Ana',
  authorEmail: 'ana@example.org',
  authoredAt: minute(0),
  committerName: 'Ana',
  committerEmail: 'ana@example.org',
  committedAt: minute(0),
  subject: 'A commit',
  files: 1,
  added: 1,
  removed: 0,
  ...fields,
})

export const changeFact = (repository: string, sha: string, path: string): RecordOf<'fileChange'> => ({
  kind: 'fileChange',
  repository,
  sha: sha.padEnd(40, '0'),
  path,
  operation: 'update',
  binary: false,
  added: 1,
  removed: 0,
  addedLines: ['x'],
  removedLines: [],
  at: minute(0),
})

export const mailmapFact = (
  repository: string,
  email: string,
  fields: Partial<RecordOf<'mailmapEntry'>>,
): RecordOf<'mailmapEntry'> => ({
  kind: 'mailmapEntry',
  repository,
  email,
  name: '',
  seenAt: minute(0),
  ...fields,
})
