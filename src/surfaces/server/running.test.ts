import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TemporaryFolder } from '../../../test/support/folder.ts'
import { identityIsProof, identityOf } from '../../store/embedded/process-identity.ts'
import { claimServer } from './claim.ts'
import { forgetServer, noteServer, runningServer } from './running.ts'
import { stopServer } from './stop-server.ts'

let temporary: TemporaryFolder
let folder: string
const cleanups: (() => unknown)[] = []

beforeEach(() => {
  temporary = new TemporaryFolder()
  folder = temporary.path
})
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
  temporary[Symbol.dispose]()
})

const serverOf = (pid: number, identity = identityOf(pid) ?? '') => ({
  pid,
  identity,
  port: 4747,
  control: 'secret',
  version: '1.0.0',
  startedAt: 1,
})

/** A process that prints a line once `script` ran in it. */
const running = async (script: string) => {
  const child = spawn(process.execPath, ['-e', `${script}; console.log('ready'); setInterval(() => {}, 1000)`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanups.push(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return { child, pid: child.pid!, ended: once(child, 'exit') }
}

test('is found while its process lives, for its owner only, and forgotten', () => {
  const server = serverOf(process.pid)
  expect(runningServer(folder)).toBeUndefined()
  noteServer(folder, server)
  expect(runningServer(folder)).toEqual(server)
  expect(statSync(join(folder, 'server.json')).mode & 0o777).toBe(0o600)
  forgetServer(folder)
  expect(runningServer(folder)).toBeUndefined()
  forgetServer(folder)
})

describe('what stands in the file is not believed', () => {
  test('when its process has ended', async () => {
    const { child, pid, ended } = await running('')
    noteServer(folder, serverOf(pid))
    expect(runningServer(folder)).toBeDefined()
    child.kill('SIGKILL')
    await ended
    expect(runningServer(folder)).toBeUndefined()
  })

  test.runIf(identityIsProof)('when another process has its number, which is left alone', async () => {
    const { child, pid } = await running('')
    noteServer(folder, serverOf(pid, 'another start time'))
    expect(runningServer(folder)).toBeUndefined()
    expect(await stopServer(folder)).toBe('not running')
    expect(child.exitCode ?? child.signalCode).toBeNull()
    expect(readFileSync(join(folder, 'server.json'), 'utf8')).toContain(String(pid))
  })

  test.each(['', '{', 'null', '[]', '{}', '"x"', '{"pid":0,"port":1}', '{"pid":-1,"port":1}', '{"pid":"1","port":1}'])(
    'when it is damaged: %s',
    async (text) => {
      writeFileSync(join(folder, 'server.json'), text)
      expect(runningServer(folder)).toBeUndefined()
      expect(await stopServer(folder)).toBe('not running')
    },
  )
})

describe('to stop it', () => {
  test('ends its process and waits for that', async () => {
    const { pid, ended } = await running('')
    noteServer(folder, serverOf(pid))
    expect(await stopServer(folder)).toBe('stopped')
    expect(await ended).toEqual([null, 'SIGTERM'])
    expect(await stopServer(folder)).toBe('not running')
  })

  test('kills one that does not end when it is asked to, and says so', async () => {
    const { pid, ended } = await running(`process.on('SIGTERM', () => {})`)
    noteServer(folder, serverOf(pid))
    expect(await stopServer(folder, 100)).toBe('killed')
    expect(await ended).toEqual([null, 'SIGKILL'])
    expect(runningServer(folder)).toBeUndefined()
  })
})

describe('a data folder', () => {
  test('is claimed by one server at a time', async () => {
    const first = await claimServer(folder)
    if (!('claim' in first)) throw new Error('It was not claimed.')
    const server = serverOf(process.pid)
    noteServer(folder, server)
    expect(await claimServer(folder)).toEqual({ other: server })
    forgetServer(folder)
    const waiting = claimServer(folder)
    first.claim[Symbol.dispose]()
    const second = await waiting
    expect(second).toHaveProperty('claim')
    if ('claim' in second) second.claim[Symbol.dispose]()
  })
})
