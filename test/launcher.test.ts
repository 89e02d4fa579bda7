import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, symlinkSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { TemporaryFolder } from './support/folder.ts'

const launcher = resolve(import.meta.dirname, '../bin/maestro')

/** Prints how it was started; ends as it is told. */
const program = `
const [does, code] = process.argv.slice(2)
console.log(JSON.stringify({ arguments: process.argv.slice(2), folder: process.cwd(), node: process.execPath, pid: process.pid }))
if (does === 'exit') process.exit(Number(code))
if (does === 'wait') setInterval(() => {}, 1000)
`

interface Started {
  readonly arguments: string[]
  readonly folder: string
  readonly node: string
  readonly pid: number
}

class Checkout extends TemporaryFolder {
  readonly root = join(this.path, "a checkout's place")
  readonly launcher = join(this.root, 'bin', 'maestro')
  readonly ownNode = join(this.root, 'node_modules', 'node', 'bin', 'node')

  constructor() {
    super()
    this.write("a checkout's place/bin/maestro.js", program)
    this.write("a checkout's place/package.json", '{ "type": "module" }')
    copyFileSync(launcher, this.launcher)
    chmodSync(this.launcher, 0o755)
  }

  install(...folders: string[]): void {
    for (const folder of folders) mkdirSync(join(this.root, 'node_modules', folder), { recursive: true })
  }

  installNode(): void {
    this.install('node/bin')
    symlinkSync(process.execPath, this.ownNode)
  }

  /** A folder that has a `node` which says that it is this version, and otherwise is the one that runs the tests. */
  systemNode(version: string): string {
    const node = this.write(
      `system-${version}/node`,
      `#!/bin/sh\ncase $1 in -p) echo ${Number.parseInt(version, 10)} ;; *) exec "${process.execPath}" "$@" ;; esac\n`,
    )
    chmodSync(node, 0o755)
    return join(this.path, `system-${version}`)
  }
}

const run = (command: string, words: readonly string[] = [], options: { cwd?: string; path?: string } = {}) => {
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: options.cwd ?? '/',
    env: { ...process.env, PATH: options.path ?? process.env.PATH },
    encoding: 'utf8',
  })
  return { status, stderr, started: stdout === '' ? undefined : (JSON.parse(stdout) as Started) }
}

const has = (shell: string) => spawnSync(shell, ['-c', ':']).status === 0

test('runs this checkout', () => {
  expect(execFileSync(launcher, ['--version'], { cwd: '/', encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/)
})

describe('with the Node of the checkout', () => {
  test.each(['sh', 'dash', 'bash', 'busybox'].filter(has))('runs under %s', (shell) => {
    using checkout = new Checkout()
    checkout.installNode()
    const words = [
      ...(shell === 'busybox' ? ['sh'] : []),
      checkout.launcher,
      'usage',
      '--by',
      'two words',
      '',
      '*',
      '$HOME',
    ]
    const { status, stderr, started } = run(shell, words)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(started).toMatchObject({ arguments: ['usage', '--by', 'two words', '', '*', '$HOME'], folder: '/' })
  })

  test('needs no other program, and no Node in the PATH', () => {
    using checkout = new Checkout()
    checkout.installNode()
    mkdirSync(join(checkout.path, 'empty'))
    const { started } = run(checkout.launcher, [], { path: join(checkout.path, 'empty') })
    expect(started?.node).toBe(process.execPath)
  })

  test('does not take an older one that the system has', () => {
    using checkout = new Checkout()
    checkout.installNode()
    const { status } = run(checkout.launcher, [], { path: checkout.systemNode('20.20.2') })
    expect(status).toBe(0)
  })

  test.each(['./maestro', 'maestro', '../bin/maestro'])('runs as %s from its own folder', (name) => {
    using checkout = new Checkout()
    checkout.installNode()
    const { started } = run('sh', [name, 'sync'], { cwd: join(checkout.root, 'bin') })
    expect(started).toMatchObject({ arguments: ['sync'], folder: join(checkout.root, 'bin') })
  })

  test('runs from the PATH, through absolute and relative links', () => {
    using checkout = new Checkout()
    checkout.installNode()
    const links = join(checkout.path, 'some links')
    mkdirSync(join(links, 'more'), { recursive: true })
    symlinkSync(checkout.launcher, join(links, 'absolute'))
    symlinkSync('../absolute', join(links, 'more', 'relative'))
    symlinkSync('some links/more', join(checkout.path, 'short'))
    symlinkSync('relative', join(links, 'more', 'maestro'))
    const path = [join(checkout.path, 'short'), process.env.PATH].join(delimiter)
    expect(run('maestro', ['sync'], { path }).started).toMatchObject({ arguments: ['sync'], folder: '/' })
    expect(run('./relative', [], { cwd: join(checkout.path, 'short') }).status).toBe(0)
    expect(run('sh', ['maestro'], { cwd: join(links, 'more') }).status).toBe(0)
  })

  test('is not led astray by CDPATH', () => {
    using checkout = new Checkout()
    checkout.installNode()
    mkdirSync(join(checkout.path, 'elsewhere', 'bin'), { recursive: true })
    const { status, stderr } = spawnSync('sh', ['bin/maestro'], {
      cwd: checkout.root,
      env: { ...process.env, CDPATH: join(checkout.path, 'elsewhere') },
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  test.each([0, 1, 2, 6])('passes exit code %i on', (code) => {
    using checkout = new Checkout()
    checkout.installNode()
    expect(run(checkout.launcher, ['exit', String(code)]).status).toBe(code)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('leaves %s to Maestro, whose process it becomes', async (signal) => {
    using checkout = new Checkout()
    checkout.installNode()
    const child: ChildProcess = spawn(checkout.launcher, ['wait'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(createInterface({ input: child.stdout! }), 'line')
    expect((JSON.parse(line as string) as Started).pid).toBe(child.pid)
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([null, signal])
  })
})

describe('without the Node of the checkout', () => {
  test('takes a Node 24 of the system', () => {
    using checkout = new Checkout()
    checkout.install('commander')
    expect(run(checkout.launcher, [], { path: checkout.systemNode('24.0.0') }).started?.node).toBe(process.execPath)
  })

  test('says that npm ci has not been run', () => {
    using checkout = new Checkout()
    const { status, stderr, started } = run(checkout.launcher, [], { path: checkout.systemNode('24.0.0') })
    expect({ status, started }).toEqual({ status: 2, started: undefined })
    expect(stderr).toBe(`Maestro's packages are not installed. Run npm ci in ${checkout.root}\n`)
  })

  test('says how npm ci brings it, where the system has none or an older one', () => {
    using checkout = new Checkout()
    checkout.install('commander')
    mkdirSync(join(checkout.path, 'empty'))
    for (const path of [checkout.systemNode('20.20.2'), join(checkout.path, 'empty')]) {
      const { status, stderr } = run(checkout.launcher, [], { path })
      expect(status).toBe(2)
      expect(stderr).toMatch(/^Maestro needs Node 24, .*npm ci --include=dev.*\n$/)
    }
  })

  test('says how to get it where npm ci ran no install scripts', () => {
    using checkout = new Checkout()
    checkout.install('node')
    const { status, stderr } = run(checkout.launcher, [], { path: checkout.systemNode('22.1.0') })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^.*npm rebuild node --ignore-scripts=false.*\n$/)
  })
})
