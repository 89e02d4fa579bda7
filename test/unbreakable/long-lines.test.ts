import { expect, test } from 'vitest'
import { readBytes } from './read-bytes.ts'

const log = {
  connector: 'claude-code',
  name: '.claude/projects/-work/5d0c1f6e-0a51-4a3e-9d0e-7b1c2d3e4f50.jsonl',
} as const

const prompt = (content: string, number: number): string =>
  `{"type":"user","uuid":"u${number}","sessionId":"s","timestamp":"2026-03-02T09:00:0${number}Z","message":{"content":${content}}}\n`

test.each([
  ['small objects', `[${'{},'.repeat(2_000_000)}{}]`],
  ['nested lists', `${'['.repeat(2_100_000)}${']'.repeat(2_100_000)}`],
  ['numbers', `[${'1,'.repeat(2_100_000)}1]`],
])('a line that is nothing but %s is set aside before it fills the memory', (_, content) => {
  const before = prompt('"First"', 1)
  const long = prompt(content, 2)
  const { records, reports } = readBytes(log, Buffer.from(`${before}${long}${prompt('"Last"', 3)}`))
  expect(reports[0]!.setAside).toEqual([
    { position: before.length, length: long.length - 1, reason: 'line holds over two million values' },
  ])
  expect(records.flatMap((record) => (record.kind === 'turn' ? [record.text] : []))).toEqual(['First', 'Last'])
})

test('a line that is long for its text is read', () => {
  const text = 'a,[{"'.repeat(1_000_000)
  const { records, reports } = readBytes(log, Buffer.from(prompt(JSON.stringify(text), 1)))
  expect(reports[0]!.setAside).toEqual([])
  expect(records.find((record) => record.kind === 'turn')).toMatchObject({ text })
})
