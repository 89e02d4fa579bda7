import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import type { TemporaryFolder } from './support/folder.ts'
import { Maestro } from './support/maestro.ts'

vi.setConfig({ testTimeout: 300_000 })

/** What a program that was stopped held open is given back a moment later. */
const patience = { timeout: 30_000, interval: 100 }

/** A small disk of its own, or undefined where this user may not mount one. */
const smallDisk = (path: string, megabytes: number): Disposable | undefined => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return { [Symbol.dispose]: () => execFileSync('umount', ['-l', path]) }
}

/** Letters that no compression makes small. */
const noise = (length: number): string => {
  let state = 1
  let text = ''
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647
    text += `${state.toString(36)} `
  }
  return text
}

const sessionsOf = async (maestro: Maestro): Promise<number> =>
  (await maestro.json<readonly unknown[]>('sessions', '--no-sync')).length

const leaveLogs = (folder: TemporaryFolder, name: string, sessions: number, length: number): void => {
  for (let number = 0; number < sessions; number++) {
    const session = `${name}-${number}`
    const log = { home: 'home', session, cwd: '/work', startedAt: Date.UTC(2026, 1, 2, 8, number) }
    writeClaudeLog(folder, log, [prompt(`Do ${session}`), answer(session, [said(noise(length))])])
  }
}

test.runIf(process.platform === 'linux')(
  'a disk that is full, and one that may only be read, are said to be that',
  async ({ skip }) => {
    await using maestro = new Maestro()
    mkdirSync(maestro.data, { mode: 0o700 })
    using disk = smallDisk(maestro.data, 200)
    if (!disk) return skip('This user may not mount a file system.')
    leaveLogs(maestro.folder, 'small', 3, 100)
    await maestro.print('sync')
    expect(await sessionsOf(maestro)).toBe(3)

    leaveLogs(maestro.folder, 'large', 12, 500_000)
    const filler = join(maestro.data, 'filler')
    const { bavail, bsize } = statfsSync(maestro.data)
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 1_000_000))
    const outcome = await maestro.run('sync')
    expect(outcome).toMatchObject({ status: 4, stderr: expect.stringMatching(/full|no space left/i) })
    expect(outcome.stderr).toMatch(/Free some disk space/)

    rmSync(filler)
    await maestro.print('sync')
    expect(await sessionsOf(maestro)).toBe(15)
    expect(await maestro.print('sync')).toMatch(/^Nothing new/)

    await maestro.print('stop')
    await vi.waitFor(() => execFileSync('mount', ['-o', 'remount,ro', maestro.data], { stdio: 'ignore' }), patience)
    const refused = await maestro.run('sync')
    expect(refused).toMatchObject({ status: 4, stderr: expect.stringContaining('read-only') })
    expect(await maestro.run('status')).toMatchObject({ status: 0 })
    execFileSync('mount', ['-o', 'remount,rw', maestro.data])
    expect(await sessionsOf(maestro)).toBe(15)
    await maestro.print('stop')
  },
)
