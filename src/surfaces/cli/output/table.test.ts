import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { fitTo, type TableColumn, table } from './table.ts'

const plain = (text: string) => text
type Row = readonly [name: string, count: string]
const columns: TableColumn<Row>[] = [
  { title: 'name', value: ([name]) => name, least: 6 },
  { title: 'count', value: ([, count]) => count, align: 'right' },
]

describe('fitTo', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['漢字漢字', 8, '漢字漢字'],
    ['漢字漢字', 7, '漢字漢…'],
    ['漢字漢字', 6, '漢字…'],
    ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 5, '👩‍👩‍👧👩‍👩‍👧…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['', 0, ''],
    ['abc', 1, '…'],
  ])('%j in %i', (text, width, fitted) => {
    expect(fitTo(text, width)).toBe(fitted)
    expect(stringWidth(fitted)).toBeLessThanOrEqual(width)
  })
})

describe('table', () => {
  test('aligns columns, two spaces apart, without spaces at the end', () => {
    const right = columns.toReversed()
    expect(
      table(
        [
          ['a', '1'],
          ['bcd', '1,000'],
        ],
        columns,
        80,
        plain,
      ),
    ).toBe('name  count\na         1\nbcd   1,000')
    expect(table([['a', '1']], right, 80, plain)).toBe('count  name\n    1  a')
  })

  test('aligns wide characters by what they take', () => {
    expect(
      table(
        [
          ['漢字', '1'],
          ['👍🏽', '22'],
        ],
        columns,
        80,
        plain,
      ),
    ).toBe('name  count\n漢字      1\n👍🏽       22')
  })

  test('cuts the column with most to spare until the lines fit', () => {
    const both: TableColumn<Row>[] = [{ ...columns[0]! }, { title: 'count', value: ([, count]) => count, least: 4 }]
    const text = table([['abcdefghijklmnop', 'qrstuvwxyz']], both, 20, plain)
    expect(text).toBe('name        count\nabcdefghi…  qrstuvw…')
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(20)
  })

  test('cuts no column below its least, nor one that has none', () => {
    expect(table([['abcdefghij', '123456']], columns, 3, plain)).toBe('name     count\nabcde…  123456')
  })

  test('has its titles where there is no row, and dims only them', () => {
    expect(table([], columns, 80, (text) => `<${text}>`)).toBe('<name  count>')
    expect(table([['a', '1']], columns, 80, (text) => `<${text}>`)).toBe('<name  count>\na         1')
  })
})
