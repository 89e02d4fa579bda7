import { expect, test } from 'vitest'
import { checksOf } from '../programs/index.ts'
import { hookChecksOf } from './hook-checks.ts'
import { type CommandEnd, resultsOf } from './read-result.ts'

const read = (command: string, output: string, end: Partial<CommandEnd> = {}) =>
  resultsOf(checksOf(command), { status: 'ok', exitCode: 0, output, ...end })

const failedEnd = { status: 'error', exitCode: 1 } as const

test.each([
  ['go test ./... | tail', 'ok  \tshop/cart\t0.2s\nok  \tshop/pay\t(cached)', 'passed'],
  ['go test ./... | tail', 'ok  \tshop/cart\t0.2s\n--- FAIL: TestPay (0.0s)\nFAIL\tshop/pay\t0.1s', 'failed'],
  ['npx jest | tail', 'Tests:       2 failed, 8 passed, 10 total', 'failed'],
  ['npx jest | tail', 'Tests:       10 passed, 10 total', 'passed'],
  ['npx vitest run | tail', ' Test Files  1 failed | 3 passed (4)\n      Tests  1 failed | 9 passed (10)', 'failed'],
  ['bun test | tail', ' 12 pass\n 0 fail\nRan 12 tests across 3 files.', 'passed'],
  ['bun test | tail', ' 11 pass\n 1 fail\nRan 12 tests across 3 files.', 'failed'],
  ['pytest | tail', '===== 1 failed, 2 passed in 0.12s =====', 'failed'],
  ['pytest -q | tail', '3 passed in 0.12s', 'passed'],
  ['cargo test | tail', 'test result: ok. 3 passed; 0 failed', 'passed'],
  ['cargo build | tail', '    Finished `dev` profile [unoptimized] target(s) in 0.5s', 'passed'],
  ['cargo build | tail', 'error[E0308]: mismatched types', 'failed'],
  ['mvn test | tail', '[INFO] BUILD SUCCESS', 'passed'],
  ['./gradlew test | tail', 'BUILD FAILED in 2s', 'failed'],
  ['dotnet test | tail', 'Passed!  - Failed: 0, Passed: 4', 'passed'],
  ['rspec | tail', '4 examples, 1 failure', 'failed'],
  ['npx tsc | tail', "a.ts(1,2): error TS2741: Property 'x' is missing", 'failed'],
  ['npx tsc --noEmit | tail', '', 'passed'],
  ['npm run typecheck | tail', '\n> shop@1.0.0 typecheck\n> tsc --noEmit\n', 'passed'],
  ['bun run typecheck | tail', '$ tsc --noEmit\n', 'passed'],
  ['npx eslint . | tail', '✖ 3 problems (0 errors, 3 warnings)', 'passed'],
  ['golangci-lint run | tail', '1 issues:\n* errcheck: 1', 'failed'],
  ['mise run lint | tail', '[lint] 0 issues.', 'passed'],
  ['mise run lint | tail', '[lint] ERROR task failed', 'failed'],
  ['make test | tail', 'make: *** [Makefile:3: test] Error 1', 'failed'],
  ['npm test | grep -c x', '0', 'unclear'],
  ['go vet ./... | grep x', '', 'unclear'],
  ['\u001b[0mgo test ./... | cat', '\u001b[32mok  \tshop\t0.1s\u001b[0m', 'passed'],
])('%s that prints %j has %s', (command, output, expected) => {
  expect(read(command.replace('\u001b[0m', ''), output)).toEqual([expected])
})

test('the exit code decides where it is that of the check', () => {
  expect(read('npm test', 'an error: of the program that is tested')).toEqual(['passed'])
  expect(read('npm test', 'no word of it', failedEnd)).toEqual(['failed'])
  expect(read('npm run lint && npm test', '')).toEqual(['passed', 'passed'])
})

test('what comes after a failure did not run', () => {
  expect(read('npm run lint && npm test', '✖ 3 problems (3 errors, 0 warnings)', failedEnd)).toEqual([
    'failed',
    undefined,
  ])
  expect(read('npm run lint; npm test', '✖ 3 problems (3 errors, 0 warnings)\nTests:  4 passed')).toEqual([
    'failed',
    'passed',
  ])
})

test('what was refused, not found or does not know its arguments did not run', () => {
  expect(read('npm test', '', { status: 'rejected' })).toEqual([undefined])
  expect(
    read('staticcheck ./...', 'zsh:1: command not found: staticcheck', { status: 'error', exitCode: 127 }),
  ).toEqual([undefined])
  expect(read('golangci-lint run --x | tail', 'Error: unknown flag: --x', failedEnd)).toEqual([undefined])
})

test('what goes on or was stopped is unclear', () => {
  expect(read('npm test', '', { status: 'background', exitCode: undefined })).toEqual(['unclear'])
  expect(read('npm test', '', { status: 'interrupted', exitCode: 137 })).toEqual(['unclear'])
})

test('the output of a commit shows what hooks of git ran', () => {
  expect(hookChecksOf('ruff.....................Passed\n[main 1a2b3c4] Mend it')).toEqual([
    { kind: 'lint', program: 'pre-commit', by: 'hook', result: 'passed' },
  ])
  expect(hookChecksOf('[main 1a2b3c4] Mend it\n 1 file changed, 2 insertions(+)')).toEqual([])
})
