import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { copyBinaries, sharedBinaries } from './copy-binaries.ts'
import { embeddedFolder } from './folder.ts'
import { areUsable, installedBinaries } from './installed-binaries.ts'
import { chooseRunner } from './runner.ts'
import { temporaryHome } from './testing/home.ts'

const release = `0.0.0-test-${process.pid}`

afterEach(() => {
  rmSync(join(sharedBinaries, `${release}-${process.platform}-${process.arch}`), { recursive: true, force: true })
})

/** As npm leaves the package when install scripts are off and a umask was strict. */
function bareInstallation(home: string): string {
  const native = join(home, 'package', 'native')
  cpSync(installedBinaries().native, native, { recursive: true, verbatimSymlinks: true })
  for (const name of readdirSync(join(native, 'lib'))) {
    const path = join(native, 'lib', name)
    if (lstatSync(path).isSymbolicLink()) rmSync(path)
  }
  return native
}

it.runIf(process.platform === 'linux')('makes the missing links of libraries', () => {
  const native = bareInstallation(temporaryHome())
  expect(() => execFileSync(join(native, 'bin/postgres'), ['--version'], { stdio: 'pipe' })).toThrow()
  areUsable(native, {})
  expect(execFileSync(join(native, 'bin/postgres'), ['--version']).toString()).toContain('PostgreSQL')
})

it('copies programs that cannot be run where they are, once', async () => {
  const home = temporaryHome()
  const native = bareInstallation(home)
  chmodSync(join(native, 'bin/initdb'), 0o644)
  const folder = embeddedFolder(home)
  mkdirSync(folder.root)
  const runner = chooseRunner(folder)
  expect(areUsable(native, runner)).toBe(false)
  const copy = await copyBinaries({ native, release }, folder, runner)
  expect(areUsable(copy, runner)).toBe(true)
  const made = lstatSync(copy).ctimeMs
  const program = join(copy, 'bin/initdb')
  expect(execFileSync(program, ['--version'], { ...runner.identity, cwd: '/' }).toString()).toContain('PostgreSQL')
  expect(await copyBinaries({ native, release }, folder, runner)).toBe(copy)
  expect(lstatSync(copy).ctimeMs).toBe(made)
})

it.runIf(process.geteuid?.() === 0)('sees that the user lent to PostgreSQL cannot enter a closed folder', () => {
  const closed = mkdtempSync(join(tmpdir(), 'maestro-test-'))
  cpSync(installedBinaries().native, join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
  const runner = chooseRunner(embeddedFolder(closed))
  expect(areUsable(join(closed, 'native'), runner)).toBe(false)
  chmodSync(closed, 0o755)
  expect(areUsable(join(closed, 'native'), runner)).toBe(true)
  rmSync(closed, { recursive: true })
})
