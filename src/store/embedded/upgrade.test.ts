import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test, vi } from 'vitest'
import { minute, sessionFact, usageFact } from '../../../test/support/facts.ts'
import { allFacts, writeRecords } from '../../../test/support/store.ts'
import { migrate } from '../migrate.ts'
import { connectTo } from '../transfer/connect.ts'
import { describe as programsIn } from './binaries.ts'
import { connectionTo } from './connection.ts'
import { copyBinaries } from './copy-binaries.ts'
import { endServer } from './end-server.ts'
import { type EmbeddedFolder, embeddedFolder } from './folder.ts'
import { type EmbeddedServer, joinEmbedded, stopEmbedded } from './index.ts'
import { initialise } from './initialise.ts'
import { areUsable, installedBinaries } from './installed-binaries.ts'
import { prepareFolder } from './prepare-folder.ts'
import { keepPrograms } from './programs.ts'
import { chooseRunner } from './runner.ts'
import { settleUpgrade } from './settle-upgrade.ts'
import { startServer } from './start-server.ts'
import { ask, spawnJoiner, temporaryHome } from './testing/home.ts'

const namesIn = (folder: EmbeddedFolder) => readdirSync(folder.root)

describe('what a killed upgrade left', () => {
  const prepared = (): EmbeddedFolder => {
    const folder = embeddedFolder(temporaryHome())
    prepareFolder(folder)
    return folder
  }
  const put = (path: string, text: string) => {
    mkdirSync(path)
    writeFileSync(join(path, 'marker'), text)
  }

  it('is thrown away before the old data were moved', async () => {
    const folder = prepared()
    put(folder.data, 'old')
    put(folder.nextData, 'new')
    put(join(folder.root, 'upgrading-abc'), 'half')
    await settleUpgrade(folder)
    expect(readFileSync(join(folder.data, 'marker'), 'utf8')).toBe('old')
    expect(namesIn(folder).filter((name) => /next|upgrading/.test(name))).toEqual([])
  })

  it('is finished after that', async () => {
    const folder = prepared()
    put(join(folder.root, 'data-17'), 'old')
    put(folder.nextData, 'new')
    await settleUpgrade(folder)
    expect(readFileSync(join(folder.data, 'marker'), 'utf8')).toBe('new')
    expect(existsSync(join(folder.root, 'data-17'))).toBe(true)
  })
})

it('keeps the programs that made the data, and only those', async () => {
  const home = temporaryHome()
  const folder = embeddedFolder(home)
  await joinEmbedded({ home })
  const name = `programs-${installedBinaries().release}`
  await vi.waitFor(() => expect(namesIn(folder)).toContain(name), { timeout: 30_000 })
  expect(areUsable(join(folder.root, name, 'native'), {})).toBe(true)
  renameSync(join(folder.root, name), join(folder.root, 'programs-18.0.0'))
  keepPrograms(folder)
  expect(namesIn(folder).filter((other) => other.startsWith('programs-'))).toEqual([name])
  keepPrograms(folder, { native: '/nowhere', release: '19.1.0' })
  expect(namesIn(folder).filter((other) => other.startsWith('programs-'))).toEqual([name])
})

const oldPackage = process.env.MAESTRO_OLD_POSTGRES ?? ''

describe.skipIf(oldPackage === '')('data of an older major version', () => {
  const facts = Array.from({ length: 300 }, (_, number) => [
    sessionFact(`s${number}`),
    usageFact(`s${number}`, `u${number}`, minute(number)),
  ]).flat()

  /** Data as a Maestro with the older PostgreSQL left them. */
  const oldData = async (): Promise<{ home: string; folder: EmbeddedFolder; stored: unknown[] }> => {
    const home = temporaryHome()
    const folder = embeddedFolder(home)
    prepareFolder(folder)
    const { version } = JSON.parse(readFileSync(join(oldPackage, 'package.json'), 'utf8')) as { version: string }
    const old = { native: join(oldPackage, 'native'), release: version }
    const runner = chooseRunner(folder)
    const native = areUsable(old.native, runner) ? old.native : await copyBinaries(old, folder, runner)
    const programs = programsIn(native, version)
    await initialise(folder, programs, runner)
    keepPrograms(folder, old)
    const { mark, socketDirectory, port } = await startServer(folder, programs, runner)
    const connection = connectionTo(folder, socketDirectory, port)
    const client = await connectTo(connection)
    await migrate(client)
    await writeRecords(client, facts)
    await client.query(`insert into browser (key_hash) values ('\\x01')`)
    const stored = await allFacts(client)
    await client.end()
    const state = { server: mark, keeper: null, connection, socketDirectory, dataDirectory: folder.data }
    await endServer(folder, { ...state, version: programs.version, startedAt: 0 })
    return { home, folder, stored }
  }

  const storedIn = async (server: EmbeddedServer) => {
    const client = await connectTo(server.connection)
    const stored = await allFacts(client)
    await client.end()
    return stored
  }

  test('is brought to the installed one, once, and nothing is left of it', async () => {
    const { home, folder, stored } = await oldData()
    const server = await joinEmbedded({ home })
    expect(server).toMatchObject({ startedHere: true, initialised: false })
    expect(server.version.split('.')[0]).toBe(installedBinaries().release.split('.')[0])
    expect(stored).toHaveLength(facts.length)
    expect(await storedIn(server)).toEqual(stored)
    expect(await ask(server, 'select count(*)::integer as browsers from browser')).toEqual([{ browsers: 1 }])
    expect(namesIn(folder).filter((name) => /^(?:data-|upgrading-|removing-)/.test(name))).toEqual([])
    const current = `programs-${installedBinaries().release}`
    await vi.waitFor(() => expect(namesIn(folder).filter((name) => name.startsWith('programs-'))).toEqual([current]), {
      timeout: 30_000,
    })
    await stopEmbedded({ home })
    expect(await storedIn(await joinEmbedded({ home }))).toEqual(stored)
  })

  test.each(['upgrading-', 'data-next', 'data-1'])('survives a kill once %s is there', async (sign) => {
    const { home, folder, stored } = await oldData()
    const joiner = spawnJoiner(home)
    await vi.waitFor(
      () => expect(joiner.exitCode !== null || namesIn(folder).some((name) => name.startsWith(sign))).toBe(true),
      { timeout: 60_000, interval: 1 },
    )
    joiner.kill('SIGKILL')
    expect(await storedIn(await joinEmbedded({ home }))).toEqual(stored)
    await stopEmbedded({ home })
    const server = await joinEmbedded({ home })
    expect(server.version.split('.')[0]).toBe(installedBinaries().release.split('.')[0])
    expect(await storedIn(server)).toEqual(stored)
    expect(namesIn(folder).filter((name) => /^(?:data-|upgrading-|removing-)/.test(name))).toEqual([])
  })

  test('is left alone when its programs are gone', async () => {
    const { home, folder } = await oldData()
    for (const name of namesIn(folder).filter((other) => other.startsWith('programs-')))
      rmSync(join(folder.root, name), { recursive: true })
    writeFileSync(join(folder.data, 'PG_VERSION'), '9\n')
    await expect(joinEmbedded({ home })).rejects.toMatchObject({
      message: expect.stringContaining('whose programs are not there any more'),
      next: expect.stringContaining('maestro backup'),
    })
    expect(existsSync(join(folder.data, 'global', 'pg_control'))).toBe(true)
  })
})
