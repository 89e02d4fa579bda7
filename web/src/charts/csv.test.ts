import { expect, test } from 'vitest'
import { csvOf, jsonOf } from './csv.ts'

test('cells that would be formulas, split cells or end rows are only text', () => {
  const rows = [
    ['=1+1', 2, null],
    ['a "b", c', -3, 'x\ny'],
  ] as const
  expect(csvOf(['name', 'figure', 'note'], rows)).toBe(`name,figure,note\r\n'=1+1,2,\r\n"a ""b"", c",-3,"x\ny"\r\n`)
})

test('what is not known stays so in JSON', () => {
  expect(JSON.parse(jsonOf(['name', 'costUsd'], [['codex', null]]))).toEqual([{ name: 'codex', costUsd: null }])
})
