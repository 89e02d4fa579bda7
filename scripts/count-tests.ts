import { existsSync, readFileSync } from 'node:fs'

/**
 * Prints `N passed, N failed` for the JSON results of vitest's runs. What failed without a test (a file that cannot be
 * loaded, a check before the tests, a run that came to no results) counts as one.
 *
 * node scripts/count-tests.ts EXIT-STATUS FILE...
 */

interface Results {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[]
}

const [status = '0', ...files] = process.argv.slice(2)
let passed = 0
let failed = 0
for (const file of files) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (text === '') {
    failed++
    continue
  }
  const results = JSON.parse(text) as Results
  passed += results.numPassedTests
  failed += results.numFailedTests
  failed += results.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  ).length
}
if (failed === 0 && status !== '0') failed = 1
process.stdout.write(`${passed} passed, ${failed} failed\n`)
