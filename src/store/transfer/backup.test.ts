import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { TemporaryFolder } from '../../../test/support/folder.ts'
import { MaestroError } from '../../model/errors.ts'
import { newestLayout, takeStep, versionOf } from '../migrate.ts'
import { migrations } from '../migrations/index.ts'
import { connectTo } from './connect.ts'
import { markRestored, readKeptFiles, settleFiles, stageFiles } from './kept-files.ts'
import { openBackup } from './read-backup.ts'
import { restoreData } from './restore-data.ts'
import { existingTables } from './tables.ts'
import { contentOf, fill, startTransfer } from './testing/filled.ts'
import { writeBackup } from './write-backup.ts'

const files = { settings: Buffer.from('{"homes":["/home/ana"]}\n'), lineHashKey: Buffer.alloc(32, 7) }
const now = Date.UTC(2026, 1, 9)

const backUp = async (address: TestDatabase['address'], file: string) => {
  const client = await connectTo(address)
  try {
    return await writeBackup(client, { file, files, maestro: '0.1.0', now })
  } finally {
    await client.end()
  }
}

const restore = (address: TestDatabase['address'], file: string, folder: TemporaryFolder, replace = false) =>
  restoreData(address, {
    file,
    dataFolder: join(folder.path, 'data'),
    env: {},
    replace,
    beforeChange: async () => {},
  })

const asked = async <Answer>(
  address: TestDatabase['address'],
  question: (client: Awaited<ReturnType<typeof connectTo>>) => Promise<Answer>,
): Promise<Answer> => {
  const client = await connectTo(address)
  try {
    return await question(client)
  } finally {
    await client.end()
  }
}

test('what was backed up comes back, with settings and key', async () => {
  using folder = new TemporaryFolder()
  await using here = await freshDatabase()
  await using there = await emptyDatabase()
  await fill(here.client)
  const file = join(folder.path, 'a.backup')
  const { header, bytes } = await backUp(here.address, file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(file).size).toBe(bytes)
  expect(header).toMatchObject({ layout: newestLayout, maestro: '0.1.0', at: now, rows: { session: 3, commit: 1 } })
  expect(readdirSync(folder.path)).toEqual(['a.backup'])

  expect(await restore(there.address, file, folder)).toEqual(header)
  expect(await asked(there.address, contentOf)).toEqual(await contentOf(here.client))
  expect(readKeptFiles(join(folder.path, 'data'), {})).toEqual(files)
  expect(readdirSync(join(folder.path, 'data')).sort()).toEqual(['keys', 'settings.json'])
  const id = `insert into tombstone (kind, counts) values ('everything', '{}') returning id`
  expect((await asked(there.address, (client) => client.query(id))).rows).toEqual([{ id: 2 }])
})

test('a backup of an older layout is brought up to date, one of a newer is refused', async () => {
  using folder = new TemporaryFolder()
  await using here = await emptyDatabase()
  await using there = await emptyDatabase()
  const file = join(folder.path, 'old.backup')
  await asked(here.address, async (client) => {
    for (const step of migrations.filter(({ version }) => version <= 2)) await takeStep(client, step)
    await client.query(`insert into person (id, name) values ('p', 'Ana')`)
  })
  expect((await backUp(here.address, file)).header.layout).toBe(2)
  await restore(there.address, file, folder)
  await asked(there.address, async (client) => {
    expect(await versionOf(client)).toBe(newestLayout)
    expect((await client.query('select id, name from person')).rows).toEqual([{ id: 'p', name: 'Ana' }])
    await client.query(`insert into maestro_layout (version, name) values (999, 'later')`)
  })
  await backUp(there.address, file)
  await expect(openBackup(file)).rejects.toMatchObject({ code: 'database-newer' })
})

test('data that are there stay, unless they are to be replaced', async () => {
  using folder = new TemporaryFolder()
  await using here = await freshDatabase()
  await using there = await freshDatabase()
  await fill(here.client)
  await there.client.query(`insert into person (id, name) values ('p', 'Ana')`)
  const before = await contentOf(there.client)
  const file = join(folder.path, 'a.backup')
  await backUp(here.address, file)
  await expect(restore(there.address, file, folder)).rejects.toMatchObject({ code: 'storage' })
  expect(await contentOf(there.client)).toEqual(before)
  expect(existsSync(join(folder.path, 'data', 'settings.json'))).toBe(false)
  await restore(there.address, file, folder, true)
  expect(await contentOf(there.client)).toEqual(await contentOf(here.client))
})

test('a damaged backup is refused, wherever it was changed or cut, and nothing is touched', async () => {
  using folder = new TemporaryFolder()
  await using here = await freshDatabase()
  await using there = await emptyDatabase()
  await fill(here.client)
  const file = join(folder.path, 'a.backup')
  await backUp(here.address, file)
  const whole = readFileSync(file)
  const damaged = join(folder.path, 'damaged.backup')
  const refused = async (bytes: Buffer) => {
    writeFileSync(damaged, bytes)
    const error = await restore(there.address, damaged, folder).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(MaestroError.isInstance(error) && error.code).toMatch(/^(?:source-damaged|usage|database-newer)$/)
  }
  const place = fc.nat({ max: whole.length - 1 })
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= change
      await refused(bytes)
    }),
    { numRuns: 150 },
  )
  await fc.assert(
    fc.asyncProperty(place, (length) => refused(whole.subarray(0, length))),
    { numRuns: 100 },
  )
  await refused(Buffer.concat([whole, Buffer.from('x')]))
  expect(await asked(there.address, existingTables)).toEqual([])
  expect(existsSync(join(folder.path, 'data'))).toBe(false)
  await restore(there.address, file, folder)
})

test('only a backup is replaced by one, and what is no backup is not restored', async () => {
  using folder = new TemporaryFolder()
  await using here = await freshDatabase()
  const diary = folder.write('diary.txt', 'dear diary')
  await expect(backUp(here.address, diary)).rejects.toMatchObject({ code: 'usage' })
  await expect(restore(here.address, diary, folder)).rejects.toMatchObject({ code: 'usage' })
  expect(readFileSync(diary, 'utf8')).toBe('dear diary')
  await expect(restore(here.address, join(folder.path, 'none'), folder)).rejects.toMatchObject({ code: 'not-found' })
  await expect(backUp(here.address, join(folder.path, 'no', 'folder'))).rejects.toMatchObject({ code: 'storage' })
  const file = join(folder.path, 'a.backup')
  await backUp(here.address, file)
  await here.client.query(`insert into person (id, name) values ('p', 'Ana')`)
  expect((await backUp(here.address, file)).header.rows.person).toBe(1)
})

test('what is written meanwhile is not in it', async () => {
  using folder = new TemporaryFolder()
  await using here = await freshDatabase()
  await here.client.query(`insert into person (id, name) select 'p' || n, 'Ana' from generate_series(1, 20000) as n`)
  const writing = here.client.query(
    `insert into person (id, name) select 'q' || n, 'Bo' from generate_series(1, 50000) as n`,
  )
  const { header } = await backUp(here.address, join(folder.path, 'a.backup'))
  await writing
  await using backup = await openBackup(join(folder.path, 'a.backup'))
  expect(backup.header.rows).toEqual(header.rows)
  expect([20_000, 70_000]).toContain(header.rows.person)
})

test('files of a restore take their places when it was done, and only then', async () => {
  using folder = new TemporaryFolder()
  await using data = await freshDatabase()
  const dataFolder = join(folder.path, 'data')
  const before = readKeptFiles(dataFolder, {})
  stageFiles(dataFolder, 'one', files)
  await settleFiles(data.client, dataFolder)
  expect(readKeptFiles(dataFolder, {})).toEqual(before)
  stageFiles(dataFolder, 'two', files)
  await markRestored(data.client, 'two')
  await settleFiles(data.client, dataFolder)
  expect(readKeptFiles(dataFolder, {})).toEqual(files)
  expect(readdirSync(dataFolder).sort()).toEqual(['keys', 'settings.json'])
})

/** Texts of so many megabytes. */
const addTexts = (data: TestDatabase, megabytes: number) =>
  data.client.query(
    `insert into text_chunk (id, session, body)
     select number, 'big', decode(repeat(md5(number::text), 6250), 'hex') from generate_series(1, ${megabytes * 10}) as number`,
  )

/** The same, of bytes that cannot be made less. */
const addDenseTexts = (data: TestDatabase, megabytes: number) =>
  data.client.query(
    `insert into text_chunk (id, session, body)
     select number, 'big', (select string_agg(sha512((number * 1000 + part)::text::bytea), '') from generate_series(1, 160) as part)
     from generate_series(1, ${megabytes * 100}) as number`,
  )

test('a restore that is killed left nothing; then it goes as before', async () => {
  using folder = new TemporaryFolder()
  await using here = await freshDatabase()
  await using there = await emptyDatabase()
  await addTexts(here, 10)
  const file = join(folder.path, 'a.backup')
  await backUp(here.address, file)
  const dataFolder = join(folder.path, 'data')
  const child = startTransfer({ kind: 'restore', from: here.address, to: there.address, file, dataFolder })
  const writing = `select from pg_stat_activity where datname = $1 and query like 'copy text_chunk%'`
  while (child.exitCode === null && (await here.client.query(writing, [there.address.database])).rowCount === 0);
  child.kill('SIGKILL')
  if (child.signalCode === null) await once(child, 'exit')
  await asked(there.address, async (client) => {
    await client.query('select pg_advisory_lock(7310001)')
    expect(await existingTables(client)).toEqual([])
  })
  await restore(there.address, file, folder)
  expect(await asked(there.address, contentOf)).toEqual(await contentOf(here.client))
  expect(readKeptFiles(dataFolder, {})).toEqual(files)
})

test('memory does not grow with the data', async () => {
  using folder = new TemporaryFolder()
  await using here = await freshDatabase()
  await using there = await emptyDatabase()
  await using third = await emptyDatabase()
  await addTexts(here, 150)
  const places = { file: join(folder.path, 'a.backup'), dataFolder: join(folder.path, 'data') }
  const small = ['--max-old-space-size=64']
  for (const [kind, to] of [
    ['backup', there],
    ['restore', there],
    ['move', third],
  ] as const) {
    const child = startTransfer({ kind, from: here.address, to: to.address, ...places }, small)
    const { rows, kilobytes } = JSON.parse(await text(child.stdout!)) as { rows: number; kilobytes: number }
    expect({ kind, enough: rows >= 1500 }).toEqual({ kind, enough: true })
    expect(kilobytes / 1024, kind).toBeLessThan(230)
  }
}, 300_000)

const canMount = (() => {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return false
  using folder = new TemporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder.path], { stdio: 'ignore' })
    execFileSync('umount', [folder.path])
    return true
  } catch {
    return false
  }
})()

test.runIf(canMount)('a full disk is told, and no half file is left', async () => {
  using folder = new TemporaryFolder()
  await using here = await freshDatabase()
  await addDenseTexts(here, 2)
  const disk = join(folder.path, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk])
  try {
    await expect(backUp(here.address, join(disk, 'a.backup'))).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining('the disk is full'),
    })
    expect(readdirSync(disk)).toEqual([])
  } finally {
    execFileSync('umount', [disk])
  }
})
