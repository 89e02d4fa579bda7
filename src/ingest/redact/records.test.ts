import { beforeAll, expect, test } from 'vitest'
import type { AnyRecord } from '../../model/records/index.ts'
import { createRedactor, type Redactor, redactRecords } from './index.ts'

let redactor: Redactor
beforeAll(async () => {
  redactor = await createRedactor()
})

const turn = (text: string): AnyRecord => ({
  kind: 'turn',
  id: 'turn-1',
  session: 'claude-code:1',
  at: 1,
  position: 0,
  origin: 'typed',
  text,
  images: 0,
  human: true,
})

const call = (input: { [key: string]: string }): AnyRecord => ({
  kind: 'toolCall',
  id: 'call-1',
  session: 'claude-code:1',
  at: 1,
  position: 0,
  tool: 'Bash',
  action: 'run',
  target: input.command ?? '',
  input,
})

test('records without secrets are the same objects', async () => {
  const records = [turn('what is this?'), call({ command: 'ls' })]
  const result = await redactRecords(records, redactor)
  expect(result.counts).toEqual({})
  expect(result.records[0]).toBe(records[0])
  expect(result.records[1]).toBe(records[1])
})

test('texts and documents are redacted; what was given stays as it was', async () => {
  const command = 'DB_PASSWORD=quite4secret ./run'
  const records = [turn('use TOKEN=a8F3kd92LLq0zX7 please'), call({ command, password: 'second4secret' })]
  const before = structuredClone(records)
  const result = await redactRecords(records, redactor)
  expect(result.records).toEqual([
    { ...before[0], text: 'use TOKEN=[redacted: token] please' },
    {
      ...before[1],
      target: 'DB_PASSWORD=[redacted: password] ./run',
      input: { command: 'DB_PASSWORD=[redacted: password] ./run', password: '[redacted: password]' },
    },
  ])
  expect(result.counts).toEqual({ token: 1, password: 3 })
  expect(records).toEqual(before)
})

test('ids and lines are left alone, lists of texts are redacted', async () => {
  const secret = 'DB_PASSWORD=quite4secret'
  const change: AnyRecord = {
    kind: 'fileChange',
    repository: secret,
    sha: 'a'.repeat(40),
    path: 'a.env',
    operation: 'update',
    binary: false,
    added: 1,
    removed: 0,
    addedLines: [secret],
    removedLines: [],
    at: 1,
  }
  const commit = {
    kind: 'commit',
    coAuthors: [`A <a@b> ${secret}`, 'B <b@c>'],
    trailers: [['Note', secret]],
  } as unknown as AnyRecord
  const result = await redactRecords([change, commit], redactor)
  expect(result.records[0]).toBe(change)
  expect(result.records[1]).toEqual({
    kind: 'commit',
    coAuthors: ['A <a@b> DB_PASSWORD=[redacted: password]', 'B <b@c>'],
    trailers: [['Note', 'DB_PASSWORD=[redacted: password]']],
  })
})
