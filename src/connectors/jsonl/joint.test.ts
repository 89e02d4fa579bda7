import { expect, test } from 'vitest'
import { holdsJoint } from './joint.ts'

test.each([
  '{"a":1}{"b":2}',
  '{"a":1} {"b":2}',
  '{"a":{}}\0\0\0\r{"b":2}',
  '{"a":1}\ufeff{"b":2}',
  '{"a":"}{\\"b"}{"c":1}',
])('a line of two objects: %j', (line) => {
  expect(holdsJoint(Buffer.from(line))).toBe(true)
})

test.each(['', '{', '{"a":1}', '\0\0{"a":1}\r', '[{"a":1},{"b":2}]', '{"a":{"b":{}}, "c": {"d":1}}', '{"a":"} {b}"}'])(
  'a line of one: %j',
  (line) => {
    expect(holdsJoint(Buffer.from(line))).toBe(false)
  },
)
