import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forgetServer, noteServer, runningServer, stopServer } from './running.ts'

let folder: string
const cleanups: (() => unknown)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maestro-test-'))
  cleanups.push(() => rmSync(folder, { recursive: true }))
})
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

/** Somebody who answers every request so. */
const listening = async (status: number, body: string): Promise<number> => {
  const server = createServer((_, response) => response.writeHead(status).end(body))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const endedPid = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid!
}

test('is found while it serves, and forgotten', async () => {
  const port = await listening(200, JSON.stringify({ pid: process.pid }))
  const server = { pid: process.pid, port, key: 'k' }
  expect(await runningServer(folder)).toBeUndefined()
  noteServer(folder, server)
  expect(await runningServer(folder)).toEqual(server)
  expect(statSync(join(folder, 'server.json')).mode & 0o777).toBe(0o600)
  forgetServer(folder)
  expect(await runningServer(folder)).toBeUndefined()
  forgetServer(folder)
})

describe('what stands in the file is not believed', () => {
  test('when its process has ended', async () => {
    const pid = await endedPid()
    noteServer(folder, { pid, port: await listening(200, JSON.stringify({ pid })), key: 'k' })
    expect(await runningServer(folder)).toBeUndefined()
  })

  test('when another process has its number and nobody listens', async () => {
    noteServer(folder, { pid: process.pid, port: 1, key: 'k' })
    expect(await runningServer(folder)).toBeUndefined()
  })

  test.each([
    [200, '{"pid":1}'],
    [200, 'hello'],
    [404, '{}'],
    [200, 'null'],
  ])('when somebody else answers there: %i %s', async (status, body) => {
    noteServer(folder, { pid: process.pid, port: await listening(status, body), key: 'k' })
    expect(await runningServer(folder)).toBeUndefined()
  })

  test.each(['', '{', 'null', '[]', '{}', '"x"', '{"pid":0,"port":1}', '{"pid":-1,"port":1}', '{"pid":"1","port":1}'])(
    'when it is damaged: %s',
    async (text) => {
      writeFileSync(join(folder, 'server.json'), text)
      expect(await runningServer(folder)).toBeUndefined()
      expect(await stopServer(folder)).toBe('not running')
    },
  )
})

describe('to stop it', () => {
  const serving = `
    const server = require('node:http').createServer((_, response) => response.end(JSON.stringify({ pid: process.pid })))
    server.listen(0, '127.0.0.1', () => console.log(server.address().port))`

  test('ends its process and waits for that', async () => {
    const child = spawn(process.execPath, ['-e', serving], { stdio: ['ignore', 'pipe', 'inherit'] })
    cleanups.push(() => child.kill('SIGKILL'))
    const ended = once(child, 'exit')
    const [line] = await once(child.stdout, 'data')
    noteServer(folder, { pid: child.pid!, port: Number(line), key: 'k' })
    expect(await stopServer(folder)).toBe('stopped')
    expect(await ended).toEqual([null, 'SIGTERM'])
    expect(await stopServer(folder)).toBe('not running')
  })

  test('leaves a process alone that only has its number', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    cleanups.push(() => child.kill('SIGKILL'))
    await once(child, 'spawn')
    noteServer(folder, { pid: child.pid!, port: await listening(200, JSON.stringify({ pid: 1 })), key: 'k' })
    expect(await stopServer(folder)).toBe('not running')
    expect(child.exitCode ?? child.signalCode).toBeNull()
    expect(readFileSync(join(folder, 'server.json'), 'utf8')).toContain(String(child.pid))
  })
})
