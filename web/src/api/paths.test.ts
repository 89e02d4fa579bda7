import { expect, test } from 'vitest'
import { answers } from '../../../src/surfaces/answers/index.ts'
import { paths } from './paths.ts'

test('every question is asked where the server answers it', () => {
  expect(paths).toEqual(Object.fromEntries(answers.map(({ name, path }) => [name, path])))
})
