import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { homeAt } from '../src/config/paths.ts'
import { sync } from '../src/ingest/sync.ts'
import { usageBy } from '../src/store/questions/usage-by.ts'
import { freshDatabase } from './support/database.ts'
import { deriveMarked } from './support/derive.ts'
import { TemporaryFolder } from './support/folder.ts'
import { lineHashKey } from './support/read-step.ts'

type Row = [day: string, model: string, input: number, cacheCreation: number, cacheRead: number, output: number]

/**
 * Totals as `ccusage@20.0.24 claude daily --offline --json --timezone UTC` gives them, and where we know better: the row
 * as it is here, and why.
 */
interface Expected {
  readonly agent: string
  readonly differences: readonly { readonly row: Row; readonly reason: string }[]
  readonly rows: readonly Row[]
}

const corpora = process.env.MAESTRO_CORPUS
const expectedFolder = join(import.meta.dirname, 'expected')

if (!corpora)
  console.info(
    'The comparison with ccusage is skipped: set MAESTRO_CORPUS to a folder of corpora (entire-cli.tar.xz ...).',
  )

describe.skipIf(!corpora).each(readdirSync(expectedFolder).map((file) => basename(file, '.json')))('%s', (name) => {
  test('has the tokens that ccusage counts, by model and day', async ({ skip }) => {
    const archive = join(corpora!, `${name}.tar.xz`)
    skip(!existsSync(archive), `there is no ${archive}`)
    using folder = new TemporaryFolder()
    execFileSync('tar', ['-C', folder.path, '-xJf', archive])
    await using data = await freshDatabase()
    const report = await sync(data.client, {
      homes: [homeAt(folder.path, {}).home],
      repositories: [],
      roots: ['/'],
      lineHashKey: () => lineHashKey,
    })
    expect(report).toMatchObject({ failures: [], problems: [], busy: false })
    await deriveMarked(data.client)

    const { agent, rows, differences } = JSON.parse(
      readFileSync(join(expectedFolder, `${name}.json`), 'utf8'),
    ) as Expected
    const keyOf = ([day, model]: Row) => `${day} ${model}`
    const known = new Map(differences.map(({ row }) => [keyOf(row), row]))
    expect(differences.filter(({ reason }) => reason.length < 10)).toEqual([])
    const counted = (await usageBy(data.client, ['day', 'model', 'agent'], { timezone: 'UTC' }))
      .filter((row) => row.inputTokens + row.cacheCreationTokens + row.cacheReadTokens + row.outputTokens > 0)
      .map((row): Row => {
        expect(row.keys.agent).toBe(agent)
        const { inputTokens, cacheCreationTokens, cacheReadTokens, outputTokens } = row
        return [row.keys.day!, row.keys.model!, inputTokens, cacheCreationTokens, cacheReadTokens, outputTokens]
      })
    const expected = rows
      .filter((row) => row.slice(2).some((tokens) => tokens !== 0))
      .map((row) => known.get(keyOf(row)) ?? row)
    const sorted = (list: readonly Row[]) => [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    expect(sorted(counted)).toEqual(sorted(expected))
  }, 600_000)
})
