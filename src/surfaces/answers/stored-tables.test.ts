import { expect, test } from 'vitest'
import { ourTables } from '../../store/transfer/tables.ts'
import { storedTables } from './stored-tables.ts'

test('of every table it is said in plain words what it holds', () => {
  expect(Object.keys(storedTables).toSorted()).toEqual([...ourTables].toSorted())
})
