import { expect, test } from 'vitest'
import { locate } from './locate-edits.ts'

const history = new Set(['README.md', 'docs/README.md', 'src/money.ts', 'web/src/money.ts'])
const located = (paths: readonly string[], roots: readonly string[] = []) =>
  Object.fromEntries(locate(paths, (path) => history.has(path), roots))

test('a file is the longest ending of its path that the history knows', () => {
  expect(located(['/home/ana/shop/web/src/money.ts', '/tmp/tree/src/money.ts', 'C:\\shop\\src\\money.ts'])).toEqual({
    '/home/ana/shop/web/src/money.ts': 'web/src/money.ts',
    '/tmp/tree/src/money.ts': 'src/money.ts',
    'C:\\shop\\src\\money.ts': 'src/money.ts',
  })
})

test('a name alone counts below a root that is named, or that longer endings show', () => {
  expect(located(['/home/ana/shop/README.md'])).toEqual({})
  expect(located(['/home/ana/shop/README.md'], ['/home/ana/shop/'])).toEqual({
    '/home/ana/shop/README.md': 'README.md',
  })
  expect(located(['/tree/README.md', '/tree/src/money.ts', '/other/README.md'])).toEqual({
    '/tree/README.md': 'README.md',
    '/tree/src/money.ts': 'src/money.ts',
  })
})

test('what the history does not know is left out', () => {
  expect(located(['/home/ana/notes/plan.md'], ['/home/ana/notes'])).toEqual({})
})
