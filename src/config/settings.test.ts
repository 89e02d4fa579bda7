import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MaestroError } from '../model/errors.ts'
import { changeSettings, readSettings, settingsFile } from './settings.ts'

let root: string
let folder: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'maestro-settings-')))
  folder = join(root, 'data')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const thrown = (action: () => unknown): MaestroError => {
  try {
    action()
  } catch (error) {
    if (MaestroError.isInstance(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

it('has defaults, and creates nothing by reading', () => {
  expect(readSettings(folder)).toEqual({ homes: null, repositories: [], roots: [] })
  expect(readdirSync(root)).toEqual([])
})

it('remembers what is changed, for its owner only', () => {
  changeSettings(folder, { homes: ['/home/ana'], timezone: 'Europe/Berlin' })
  expect(changeSettings(folder, { repositories: ['/src/app'] })).toEqual({
    homes: ['/home/ana'],
    repositories: ['/src/app'],
    roots: [],
    timezone: 'Europe/Berlin',
  })
  expect(readSettings(folder).timezone).toBe('Europe/Berlin')
  expect(statSync(settingsFile(folder)).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

it('forgets what is set to undefined', () => {
  changeSettings(folder, { pricesFile: '/p.json' })
  expect(changeSettings(folder, { pricesFile: undefined })).toEqual({ homes: null, repositories: [], roots: [] })
})

it('keeps keys that it does not know', () => {
  changeSettings(folder, {})
  writeFileSync(settingsFile(folder), '{"later": {"a": 1}, "homes": null}')
  changeSettings(folder, { peopleFile: '/people.json' })
  expect(JSON.parse(readFileSync(settingsFile(folder), 'utf8'))).toEqual({
    later: { a: 1 },
    homes: null,
    peopleFile: '/people.json',
  })
})

it('makes paths absolute', () => {
  changeSettings(folder, { homes: ['~/x', '/y'], repositories: ['../r'], roots: ['~/code'], pricesFile: 'prices.json' })
  expect(readSettings(folder, { HOME: '/home/ana' })).toEqual({
    homes: ['/home/ana/x', '/y'],
    repositories: [join(root, 'r')],
    roots: ['/home/ana/code'],
    pricesFile: join(folder, 'prices.json'),
  })
})

it.each([
  ['{"homes": [', 'JSON'],
  ['[]', 'one JSON object'],
  ['{"homes": "x"}', '"homes" must be a list of paths, or null'],
  ['{"repositories": [1]}', '"repositories" must be a list of paths'],
  ['{"roots": "/srv"}', '"roots" must be a list of paths'],
  ['{"timezone": ""}', '"timezone" must be'],
  ['{"peopleFile": null}', '"peopleFile" must be a path'],
])('says what is wrong in %s and what to do', (content, fault) => {
  changeSettings(folder, {})
  writeFileSync(settingsFile(folder), content)
  const error = thrown(() => readSettings(folder))
  expect(error.code).toBe('usage')
  expect(error.message).toContain(settingsFile(folder))
  expect(error.message).toContain(fault)
  expect(error.next).toContain('delete it')
  expect(thrown(() => changeSettings(folder, { homes: null })).code).toBe('usage')
  expect(readFileSync(settingsFile(folder), 'utf8')).toBe(content)
})

it('refuses a value that cannot be, and leaves the file alone', () => {
  changeSettings(folder, { timezone: 'UTC' })
  expect(thrown(() => changeSettings(folder, { timezone: 'Europe/Atlantis' })).message).toContain('Europe/Atlantis')
  expect(thrown(() => changeSettings(folder, { repositories: [''] })).message).toContain('"repositories"')
  expect(readSettings(folder).timezone).toBe('UTC')
})

it('says so when the file cannot be written', () => {
  writeFileSync(folder, '')
  expect(thrown(() => changeSettings(folder, { homes: null })).code).toBe('usage')
})

it.skipIf(process.getuid?.() === 0)('leaves no temporary file in a folder that cannot be written', () => {
  changeSettings(folder, {})
  chmodSync(folder, 0o500)
  const error = thrown(() => changeSettings(folder, { homes: null }))
  chmodSync(folder, 0o700)
  expect(error.code).toBe('storage')
  expect(readdirSync(folder)).toEqual(['settings.json'])
})
