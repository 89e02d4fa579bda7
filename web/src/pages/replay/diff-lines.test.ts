import { expect, test } from 'vitest'
import { diffLines, mostDiffLines } from './diff-lines.ts'

test('lines of hunks have their numbers before and after', () => {
  expect(diffLines('@@ -3,2 +3,3 @@ f()\n a\n-b\n+c\n+d\n\\ No newline at end of file\n')).toEqual([
    { sign: '@', text: '@@ -3,2 +3,3 @@ f()', before: undefined, after: undefined },
    { sign: ' ', text: 'a', before: 3, after: 3 },
    { sign: '-', text: 'b', before: 4, after: undefined },
    { sign: '+', text: 'c', before: undefined, after: 4 },
    { sign: '+', text: 'd', before: undefined, after: 5 },
  ])
})

test('a long diff is cut', () => {
  expect(diffLines(`@@ -0,0 +1 @@\n${'+x\n'.repeat(99_999)}`)).toHaveLength(mostDiffLines)
})
