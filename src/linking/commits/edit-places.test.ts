import { expect, test } from 'vitest'
import { EditPlaces } from './edit-places.ts'

const placesOf = (lines: string, asked: string) => {
  const places = new EditPlaces(Buffer.concat([...lines].map((line) => Buffer.alloc(8, line === ' ' ? 0 : line))))
  return [...asked].map((line) => places.take(line.repeat(8)))
}

test('equal lines are told apart by the lines before them', () => {
  expect(placesOf('arbr', 'ar')).toEqual([0, 1])
  expect(placesOf('arbr', 'br')).toEqual([2, 3])
  expect(placesOf('arbr', 'rarb')).toEqual([1, 0, 3, 2])
})

test('each is found once, and what is too short never', () => {
  expect(placesOf('a a', 'aaa')).toEqual([0, 2, undefined])
  expect(placesOf('a a', 'c')).toEqual([undefined])
})
