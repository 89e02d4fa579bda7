import { type ExecFileOptions, execFile, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeEmbedded } from '../src/store/embedded/index.ts'
import { TemporaryFolder } from './support/folder.ts'

const root = dirname(import.meta.dirname)
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

const folder = new TemporaryFolder()
const checkout = join(folder.path, 'checkout')
const installed = join(folder.path, 'installed')
const sample = join(folder.path, 'sample')
const data = join(folder.path, 'data')
const entry = join(installed, 'node_modules/maestro/dist/bin/maestro.js')

const run = promisify(execFile)

/** npm, without what an outer npm told about the script that it runs. */
const npm = (cwd: string, ...words: string[]) => {
  const told = /^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD)/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)))
  return run('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env })
}

/** The PATH of a system that has a plain Node 24, and nothing of the checkout's. */
const systemPath = [
  join(folder.path, 'node'),
  ...(process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('node_modules')),
].join(delimiter)

const maestro = async (...words: string[]) => {
  const { DATABASE_URL, MAESTRO_DEBUG, NODE_OPTIONS, ...env } = process.env
  const options: ExecFileOptions & { encoding: 'utf8' } = {
    cwd: '/',
    env: { ...env, PATH: systemPath, HOME: join(folder.path, 'home'), MAESTRO_HOME: data },
    encoding: 'utf8',
  }
  return run(join(installed, 'node_modules/.bin/maestro'), words, options)
}

const namesIn = (path: string) => readdirSync(path).map((name) => join(path, name))

beforeAll(async () => {
  for (const name of readdirSync(root)) {
    if (/^(bin|scripts|src|sample|web|package\.json|tsconfig.*|LICENSE|.*\.md)$/.test(name))
      cpSync(join(root, name), join(checkout, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  await npm(checkout, 'pack', '--pack-destination', folder.path)

  folder.write('installed/package.json', '{ "private": true }')
  await npm(installed, 'install', '--omit=dev', '--prefer-offline', join(folder.path, `maestro-${version}.tgz`))

  for (const name of ['node', 'home']) mkdirSync(join(folder.path, name))
  symlinkSync(process.execPath, join(folder.path, 'node', 'node'))
}, 300_000)

afterAll(async () => {
  await removeEmbedded({ home: data })
  folder[Symbol.dispose]()
})

test('holds what is compiled, the licence and the pages for readers, and no source', () => {
  const root = join(installed, 'node_modules/maestro')
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  const paths = files.map((file) => join(file.parentPath, file.name).slice(root.length + 1))
  expect(paths).toEqual(
    expect.arrayContaining(['LICENSE', 'dist/src/config/prices/prices.json', 'dist/web/index.html']),
  )
  const allowed =
    /^(dist\/(bin|src|sample)\/.*\.(js|json)|dist\/web\/(index\.html|theme\.js|assets\/[\w.-]+\.(js|css|woff2))|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/
  expect(paths.filter((path) => !allowed.test(path))).toEqual([])
  expect(paths.filter((path) => /\.test\.|\/testing\b|\/fixtures\//.test(path))).toEqual([])
})

test('brings no development package', () => {
  const names = readdirSync(join(installed, 'node_modules'))
  expect(names).toContain('commander')
  expect(
    names.filter((name) => ['node', 'typescript', 'vitest', 'playwright-core', 'vite', 'react'].includes(name)),
  ).toEqual([])
})

describe('on a plain Node 24', () => {
  test('says its version', async () => {
    expect(await maestro('--version')).toEqual({ stdout: `${version}\n`, stderr: '' })
  })

  test('reads the sample team, answers, and stops', async () => {
    await maestro('sample', '--out', sample)
    const sources = [
      ...namesIn(join(sample, 'homes')).flatMap((home) => ['--home', home]),
      ...namesIn(join(sample, 'repos')).flatMap((repository) => ['--repo', repository]),
    ]
    expect(sources.length).toBeGreaterThan(10)

    const start = await maestro('start', '--no-serve', ...sources)
    for (const repository of readdirSync(join(sample, 'repos'))) expect(start.stdout).toContain(repository)
    expect(start.stderr).not.toMatch(/warning|error/i)

    const usage = JSON.parse((await maestro('usage', '--by', 'agent', '--json')).stdout) as Record<string, unknown>[]
    expect(usage.map(({ agent }) => agent).sort()).toEqual(['claude-code', 'codex'])
    for (const row of usage) {
      expect(row.outputTokens).toBeGreaterThan(0)
      expect(row.costUsd).toBeGreaterThan(0)
    }

    expect(JSON.parse((await maestro('stop', '--json')).stdout)).toEqual({ server: 'not running', database: 'stopped' })
    expect(existsSync(join(data, 'postgres', 'data', 'postmaster.pid'))).toBe(false)
  }, 180_000)
})

describe('on an older Node', () => {
  const sentence = (found: string) =>
    new RegExp(`^Maestro needs Node 24 or newer, and this is Node ${found}: [^\n]*\n$`)

  test.each(['18.20.8', '20.19.0', '22.22.0'])('%s: says so in one sentence', (found) => {
    const older = folder.write(
      `older-${found}.cjs`,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${found}' } })`,
    )
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', older, entry], { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(sentence(found))
  })

  const olderNodes = (process.env.PATH ?? '')
    .split(delimiter)
    .map((place) => join(place, 'node'))
    .filter(
      (node) => Number.parseInt(spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout, 10) < 24,
    )

  test.runIf(olderNodes.length > 0)('which this machine has: can read the entry', () => {
    for (const node of olderNodes) {
      const { status, stderr } = spawnSync(node, [entry, 'usage'], { encoding: 'utf8' })
      expect(status).toBe(2)
      expect(stderr).toMatch(sentence('[\\d.]+'))
    }
  })
})
