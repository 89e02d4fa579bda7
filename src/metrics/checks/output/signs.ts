import type { CheckKind } from '../check.ts'

/** Lines by which a program says how it went. A sign of failure outweighs those of success. */
export interface Signs {
  /** Whose lines these are. */
  readonly of: string
  /** What they tell of. */
  readonly kinds: readonly CheckKind[]
  readonly failed: readonly RegExp[]
  readonly passed: readonly RegExp[]
}

const tests = ['test', 'check'] as const
const compilers = ['build', 'typecheck', 'test', 'check', 'lint'] as const
const linters = ['lint', 'check'] as const

/** Of programs whose output is known. Source: what each prints, by its documentation and as seen in real logs. */
export const signs: readonly Signs[] = [
  {
    of: 'go test',
    kinds: tests,
    failed: [/^(?:\s*--- )?FAIL\b/m, /^panic: /m],
    passed: [/^ok {2}\t?\S/m, /^ok\s+\S+\s+(?:[\d.]+s|\(cached\))/m, /^PASS$/m],
  },
  {
    of: 'gotestsum',
    kinds: tests,
    failed: [/^DONE .*\b[1-9]\d* failures?/m],
    passed: [/^DONE \d+ tests?(?:, \d+ skipped)? in /m],
  },
  { of: 'go', kinds: compilers, failed: [/^\S+\.go:\d+:\d+: /m, /\[build failed\]/, /^vet: /m], passed: [] },
  { of: 'golangci-lint', kinds: linters, failed: [/^[1-9]\d* issues?[:.]/m], passed: [/^0 issues\.?/m] },
  {
    of: 'jest',
    kinds: tests,
    failed: [/^Tests:.*\b[1-9]\d* failed/m, /^Test Suites:.*\b[1-9]\d* failed/m],
    passed: [/^Tests:.*\b[1-9]\d* passed/m],
  },
  {
    of: 'vitest',
    kinds: tests,
    failed: [/^\s*Tests?(?: Files)?\s+.*\b[1-9]\d* failed/m],
    passed: [/^\s*Tests\s+.*\b[1-9]\d* passed/m],
  },
  {
    of: 'bun test',
    kinds: tests,
    failed: [/^\s*[1-9]\d* fail$/m, /^\s*[1-9]\d* errors?$/m],
    passed: [/^\s*[1-9]\d* pass$/m],
  },
  { of: 'mocha', kinds: tests, failed: [/^\s*[1-9]\d* failing/m], passed: [/^\s*[1-9]\d* passing/m] },
  { of: 'node --test', kinds: tests, failed: [/^[#ℹ] fail [1-9]/m, /^not ok \d/m], passed: [/^[#ℹ] pass [1-9]/m] },
  { of: 'playwright', kinds: tests, failed: [/^\s+[1-9]\d* failed$/m], passed: [/^\s+[1-9]\d* passed \(/m] },
  { of: 'cypress', kinds: tests, failed: [/✖\s+\d+ of \d+ failed/], passed: [/✔\s+All specs passed!/] },
  {
    of: 'pytest',
    kinds: tests,
    failed: [/^=* ?(?:.*, )?[1-9]\d* (?:failed|errors?)\b.* in [\d.]+s/m, /^E {3}/m, /^=+ ERRORS =+$/m],
    passed: [/^=* ?[1-9]\d* passed\b.* in [\d.]+s/m],
  },
  { of: 'unittest', kinds: tests, failed: [/^FAILED \(/m], passed: [/^OK(?: \(.*\))?$/m] },
  {
    of: 'cargo',
    kinds: compilers,
    failed: [/^test result: FAILED/m, /^error\[E\d+\]: /m, /could not compile `/],
    passed: [],
  },
  {
    of: 'cargo test',
    kinds: tests,
    failed: [/^Summary .*\b[1-9]\d* failed/m],
    passed: [/^test result: ok/m, /^\s*Summary .*\b[1-9]\d* passed/m],
  },
  { of: 'cargo build', kinds: ['build', 'typecheck', 'lint'], failed: [], passed: [/^\s*Finished .*target\(s\)/m] },
  {
    of: 'maven',
    kinds: compilers,
    failed: [/\bBUILD FAILURE\b/, /^\[ERROR\] Tests run:/m],
    passed: [/\bBUILD SUCCESS\b/],
  },
  {
    of: 'gradle',
    kinds: compilers,
    failed: [/^BUILD FAILED/m, /^FAILURE: Build failed/m],
    passed: [/^BUILD SUCCESSFUL/m],
  },
  { of: 'sbt', kinds: compilers, failed: [/^\[error\] /m], passed: [/^\[success\] /m] },
  {
    of: 'dotnet',
    kinds: compilers,
    failed: [/^\s*Build FAILED/m, /^Failed!\s/m, /: error [A-Z]{2,}\d+:/],
    passed: [/^\s*Build succeeded/m, /^Passed!\s/m],
  },
  {
    of: 'rspec',
    kinds: tests,
    failed: [/\b\d+ examples?, [1-9]\d* failures?/],
    passed: [/\b[1-9]\d* examples?, 0 failures/],
  },
  {
    of: 'minitest',
    kinds: tests,
    failed: [/\b\d+ (?:runs|tests), \d+ assertions, (?:[1-9]\d* failures|\d+ failures, [1-9]\d* errors)/],
    passed: [/\b[1-9]\d* (?:runs|tests), \d+ assertions, 0 failures, 0 errors/],
  },
  { of: 'rubocop', kinds: linters, failed: [/\b[1-9]\d* offenses? detected/], passed: [/\bno offenses detected/] },
  { of: 'phpunit', kinds: tests, failed: [/^FAILURES!/m, /^ERRORS!/m], passed: [/^OK \([1-9]\d* tests?,/m] },
  {
    of: 'exunit',
    kinds: tests,
    failed: [/^\d+ (?:tests?|doctests?),.* [1-9]\d* failures?/m],
    passed: [/^[1-9]\d* (?:tests?|doctests?),.* 0 failures/m],
  },
  {
    of: 'ctest',
    kinds: tests,
    failed: [/\d+% tests passed, [1-9]\d* tests? failed/],
    passed: [/100% tests passed, 0 tests failed/],
  },
  {
    of: 'xcodebuild',
    kinds: compilers,
    failed: [/\*\* (?:TEST|BUILD) FAILED \*\*/],
    passed: [/\*\* (?:TEST|BUILD) SUCCEEDED \*\*/],
  },
  {
    of: 'swift',
    kinds: tests,
    failed: [/^\t? ?Executed \d+ tests?, with [1-9]\d* failures?/m],
    passed: [/^\t? ?Executed [1-9]\d* tests?, with 0 failures/m],
  },
  {
    of: 'tsc',
    kinds: compilers,
    failed: [/\berror TS\d+: /, /^Found [1-9]\d* errors?[ .]/m],
    passed: [/^Found 0 errors/m],
  },
  {
    of: 'eslint',
    kinds: linters,
    failed: [/✖ \d+ problems? \([1-9]\d* errors?/],
    passed: [/✖ \d+ problems? \(0 errors/],
  },
  { of: 'biome', kinds: linters, failed: [/^Found [1-9]\d* errors?\./m], passed: [/^Checked [1-9]\d* files? in /m] },
  {
    of: 'prettier',
    kinds: linters,
    failed: [/^\[warn\] Code style issues found/m],
    passed: [/^All matched files use Prettier code style!/m],
  },
  { of: 'ruff', kinds: linters, failed: [/^Found [1-9]\d* errors?/m], passed: [/^All checks passed!/m] },
  { of: 'pylint', kinds: linters, failed: [], passed: [/^Your code has been rated at 10\.00\/10/m] },
  {
    of: 'mypy',
    kinds: ['typecheck', 'check', 'lint'],
    failed: [/^Found [1-9]\d* errors? in /m],
    passed: [/^Success: no issues found/m],
  },
  {
    of: 'pyright',
    kinds: ['typecheck', 'check', 'lint'],
    failed: [/^[1-9]\d* errors?, \d+ warnings?/m],
    passed: [/^0 errors, \d+ warnings?/m],
  },
  { of: 'pre-commit', kinds: linters, failed: [/\.{4,}Failed$/m], passed: [/\.{4,}Passed$/m] },
  {
    of: 'a bundler',
    kinds: ['build'],
    failed: [/^(?:✘ \[ERROR\]|ERROR in |error during build)/m, /Failed to compile/],
    passed: [/✓ built in |webpack [\d.]+ compiled successfully|✓ Compiled successfully/],
  },
  { of: 'a C compiler', kinds: ['build', 'test'], failed: [/^\S+:\d+:\d+: (?:fatal )?error: /m], passed: [] },
  { of: 'pull request checks', kinds: ['check'], failed: [/\tfail\t/, /^X /m], passed: [/\tpass\t/, /^✓ /m] },
]

/** Lines by which runners say that what they ran has failed. */
export const runnerFailed: readonly RegExp[] = [
  /^(?:g?make)(?:\[\d+\])?: \*\*\* /m,
  /^npm (?:ERR!|error) /m,
  /^error: script "[^"]*" exited with code [1-9]/m,
  /^ ?ELIFECYCLE /m,
  /^error Command failed with exit code/m,
  /^\[[^\]\n]+\] ERROR task failed/m,
  /^mise ERROR /m,
  /^error: Recipe `[^`]*` failed/m,
]

/** Lines by which a shell or a runner says that it did not run anything. */
export const neverRan: readonly RegExp[] = [
  /(?:^|: )command not found(?:: |$)/m,
  /^error: unrecognized subcommand /m,
  /^error: Script not found /m,
  /^npm (?:ERR!|error) Missing script: /m,
  /\bunknown (?:flag|option|shorthand flag): /,
  /^error TS5\d{3}: /m,
]
