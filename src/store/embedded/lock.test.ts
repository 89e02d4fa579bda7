import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { takeLock } from './lock.ts'

function withPath(test: (path: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const directory = mkdtempSync(join(tmpdir(), 'maestro-test-'))
    await test(join(directory, 'lock')).finally(() => rmSync(directory, { recursive: true }))
  }
}

it(
  'lets one in at a time, also within a process, and leaves an empty file',
  withPath(async (path) => {
    const first = await takeLock(path, 0)
    expect(first).toBeDefined()
    expect(await takeLock(path, 30)).toBeUndefined()
    const waiting = takeLock(path, 5000)
    first?.[Symbol.dispose]()
    const second = await waiting
    expect(second).toBeDefined()
    second?.[Symbol.dispose]()
    expect(statSync(path).size).toBe(0)
  }),
)

it(
  'is freed when its holder is killed',
  withPath(async (path) => {
    const script = fileURLToPath(new URL('./testing/hold-lock.ts', import.meta.url))
    const holder = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void holder.kill('SIGKILL'))
    const [said] = (await once(holder.stdout, 'data')) as [Buffer]
    expect(said.toString()).toBe('held')
    expect(await takeLock(path, 0)).toBeUndefined()
    holder.kill('SIGKILL')
    const lock = await takeLock(path, 5000)
    expect(lock).toBeDefined()
    lock?.[Symbol.dispose]()
  }),
)

it('says so when a file cannot be locked', async () => {
  await expect(takeLock('/nowhere/at/all', 0)).rejects.toMatchObject({ code: 'storage' })
})
