import { countLines } from './difference.ts'

/** What `git commit` prints. */
export const commitOutput = (
  branch: string,
  sha: string,
  subject: string,
  changes: readonly { path: string; before: string | undefined; after: string | undefined }[],
): string => {
  const total = { added: 0, removed: 0 }
  const modes: string[] = []
  for (const change of changes) {
    const { added, removed } = countLines(change.before, change.after)
    total.added += added
    total.removed += removed
    if (change.before === undefined) modes.push(` create mode 100644 ${change.path}`)
    if (change.after === undefined) modes.push(` delete mode 100644 ${change.path}`)
  }
  const counts = [` ${changes.length} ${changes.length === 1 ? 'file' : 'files'} changed`]
  if (total.added) counts.push(`${total.added} ${total.added === 1 ? 'insertion(+)' : 'insertions(+)'}`)
  if (total.removed) counts.push(`${total.removed} ${total.removed === 1 ? 'deletion(-)' : 'deletions(-)'}`)
  return [`[${branch} ${sha.slice(0, 7)}] ${subject}`, counts.join(', '), ...modes].join('\n')
}

/** What the first `git push` of a branch prints. */
export const pushOutput = (slug: string, branch: string): string =>
  [
    'remote: ',
    `remote: Create a pull request for '${branch}' on GitHub by visiting:        `,
    `remote:      https://github.com/${slug}/pull/new/${branch}        `,
    'remote: ',
    `To github.com:${slug}.git`,
    ` * [new branch]      ${branch} -> ${branch}`,
    `branch '${branch}' set up to track 'origin/${branch}'.`,
  ].join('\n')

/** What a later `git push` prints. */
export const pushAgainOutput = (slug: string, branch: string, from: string, to: string): string =>
  `To github.com:${slug}.git\n   ${from.slice(0, 7)}..${to.slice(0, 7)}  ${branch} -> ${branch}`

/** What Vitest prints for files that pass. */
export const vitestPasses = (files: readonly [path: string, tests: number][], milliseconds = 812): string => {
  const tests = files.reduce((sum, [, count]) => sum + count, 0)
  return [
    '',
    ' RUN  v4.0.6',
    '',
    ...files.map(
      ([path, count], index) =>
        ` ✓ ${path} (${count} ${count === 1 ? 'test' : 'tests'}) ${9 + ((index * 37 + count * 13) % 88)}ms`,
    ),
    '',
    ` Test Files  ${files.length} passed (${files.length})`,
    `      Tests  ${tests} passed (${tests})`,
    `   Duration  ${milliseconds}ms`,
  ].join('\n')
}

/** What Vitest prints when some tests fail. */
export const vitestFails = (
  path: string,
  failures: readonly [name: string, message: string, at: string][],
  passed: number,
): string =>
  [
    '',
    ' RUN  v4.0.6',
    '',
    ` ❯ ${path} (${passed + failures.length} tests | ${failures.length} failed) 64ms`,
    ...failures.map(([name]) => `   × ${name}`),
    '',
    `⎯⎯⎯⎯⎯⎯⎯ Failed Tests ${failures.length} ⎯⎯⎯⎯⎯⎯⎯`,
    '',
    ...failures.flatMap(([name, message, at]) => [` FAIL  ${path} > ${name}`, message, ` ❯ ${at}`, '']),
    ` Test Files  1 failed (1)`,
    `      Tests  ${failures.length} failed | ${passed} passed (${passed + failures.length})`,
    '   Duration  743ms',
  ].join('\n')

/** What `go test` prints for packages that pass. */
export const goPasses = (packages: readonly [path: string, seconds: number][]): string =>
  packages.map(([path, seconds]) => `ok  \tgithub.com/tarnwick-pay/ledger/${path}\t${seconds.toFixed(3)}s`).join('\n')

/** What `go test` prints when a test fails. */
export const goFails = (path: string, test: string, lines: readonly string[]): string =>
  [
    `--- FAIL: ${test} (0.01s)`,
    ...lines.map((line) => `    ${line}`),
    'FAIL',
    `FAIL\tgithub.com/tarnwick-pay/ledger/${path}\t0.214s`,
    'FAIL',
  ].join('\n')
