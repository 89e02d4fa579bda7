import { expect, test } from 'vitest'
import { someAtOnce } from './some-at-once.ts'

test('works on so many at once and no more, and keeps their order', async () => {
  let running = 0
  let most = 0
  const items = Array.from({ length: 100 }, (_, index) => index)
  const results = await someAtOnce(items, 7, async (item) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    return item * 2
  })
  expect(results).toEqual(items.map((item) => item * 2))
  expect(most).toBe(7)
})

test('rejects with what the work throws', async () => {
  const work = async (item: number) => {
    if (item === 3) throw new RangeError('three')
    return item
  }
  await expect(someAtOnce([1, 2, 3, 4], 2, work)).rejects.toThrow('three')
  expect(await someAtOnce([], 2, work)).toEqual([])
})
