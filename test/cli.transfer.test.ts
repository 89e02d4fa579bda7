import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, called, prompt, returned, said, writeClaudeLog } from './support/claude-log.ts'
import { emptyDatabase } from './support/database.ts'
import { Maestro } from './support/maestro.ts'

const maestro = new Maestro()
const other = new Maestro()
const file = join(maestro.folder.path, 'all.backup')
beforeAll(async () => {
  for (const number of [1, 2, 3]) {
    const log = { home: 'home', session: `session-${number}`, cwd: '/work/shop', startedAt: Date.UTC(2026, 1, number) }
    const id = String(number)
    writeClaudeLog(maestro.folder, log, [
      prompt(`fix the basket, part ${number}`),
      answer(id, [said('I look.'), called(`call-${id}`, 'Read', { file_path: '/work/shop/basket.ts' })]),
      returned(`call-${id}`, 'export const basket = []'),
    ])
  }
  await maestro.print('sync', '--home', maestro.home)
})
afterAll(async () => {
  await maestro[Symbol.asyncDispose]()
  await other[Symbol.asyncDispose]()
})

const questions = [
  ['usage', '--by', 'person,model'],
  ['sessions', '--search', 'basket'],
]

/** What is answered without reading anything. */
const answers = (asked: Maestro): Promise<string[]> =>
  Promise.all(questions.map((words) => asked.print(...words, '--no-sync', '--json', '--since', '2020-01-01')))

test('a backup answers as the data did, elsewhere', async () => {
  const written = await maestro.json<{ rows: Record<string, number> }>('backup', file)
  expect(written.rows).toMatchObject({ session: 3, turn: 3 })
  expect(await maestro.print('backup', '--verify', file)).toContain('is whole')
  await other.print('restore', file)
  expect(await answers(other)).toEqual(await answers(maestro))
  expect(readFileSync(join(other.data, 'settings.json'))).toEqual(readFileSync(join(maestro.data, 'settings.json')))
  expect(readFileSync(join(other.data, 'keys/line-hash.key'))).toEqual(
    readFileSync(join(maestro.data, 'keys/line-hash.key')),
  )
  expect(await other.json('sync', '--home', maestro.home)).toMatchObject({ found: 3, sources: 0, records: 0 })
})

test('data that are there are replaced only when that is said, twice', async () => {
  expect(await other.run('restore', file)).toMatchObject({ status: 4, stderr: expect.stringContaining('--replace') })
  expect(await other.run('restore', file, '--replace')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--yes'),
  })
  expect(await other.print('restore', file, '--replace', '--yes')).toContain('Restored')
})

test('a damaged backup is told, and changes nothing', async () => {
  const cut = join(maestro.folder.path, 'cut.backup')
  writeFileSync(cut, readFileSync(file).subarray(0, -1000))
  for (const words of [
    ['backup', '--verify', cut],
    ['restore', cut, '--replace', '--yes'],
  ])
    expect(await other.run(...words)).toMatchObject({ status: 5, stderr: expect.stringContaining('is damaged') })
  expect(await answers(other)).toEqual(await answers(maestro))
})

test('the data move to another database and back', async () => {
  await using there = await emptyDatabase()
  const { user, host, database, port } = there.address
  const url = `postgresql://${user}:secret-word@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
  const before = await answers(maestro)
  const told = await maestro.print('move', '--to', url)
  expect(told).toContain('export DATABASE_URL=')
  expect(told).toContain('rm -r')
  expect(told).not.toContain('secret-word')
  expect(await maestro.run('move', '--to', url)).toMatchObject({ status: 4 })

  const moved = new Maestro({ DATABASE_URL: url })
  await using _ = moved
  expect(await answers(moved)).toEqual(before)
  expect(existsSync(join(moved.data, 'postgres'))).toBe(false)
  expect(await moved.run('move', '--to', url)).toMatchObject({ status: 2 })
  expect(await moved.print('move', '--to', 'embedded')).toContain('unset DATABASE_URL')
  delete moved.env.DATABASE_URL
  expect(await answers(moved)).toEqual(before)
}, 240_000)

test.each([
  [['move'], '--to takes the URL'],
  [['move', '--to', 'mysql://host/db'], '--to takes the URL'],
  [['move', '--to', 'embedded'], 'in the embedded database already'],
  [['move', '--to', 'embedded', '--sample'], 'its own database'],
])('%j is refused', async (words, message) => {
  expect(await maestro.run(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) })
})
