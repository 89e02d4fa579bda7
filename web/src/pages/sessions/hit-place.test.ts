import { expect, test } from 'vitest'
import { placeOf } from './hit-place.ts'
import type { Found } from './use-found.ts'

const hit = (text: [string, boolean][], more: object = {}) =>
  ({
    kind: 'message',
    id: 'm1',
    subagent: null,
    text: text.map(([part, marked]) => ({ text: part, hit: marked })),
    ...more,
  }) as unknown as Found['hits'][number]

test('a hit leads to its event, with what was found marked', () => {
  const parts: [string, boolean][] = [
    ['Fix ', false],
    ['deferred', true],
    [' ', false],
    ['condensation', true],
    [' now, ', false],
    ['deferred', true],
  ]
  expect(placeOf(hit(parts))).toEqual({ event: 'm1', open: 'yes', find: 'deferred condensation' })
})

test('one in a subagent leads into it', () => {
  expect(placeOf(hit([['x', false]], { subagent: 's/a' }))).toEqual({ event: 'm1', open: 'yes', within: 's/a' })
})
