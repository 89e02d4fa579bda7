import { expect, test } from 'vitest'
import { parsePeople } from './parse-people.ts'

const ana = {
  name: 'Ana Lima',
  teams: ['Payments'],
  identities: ['email:ana@example.org', 'login:ana-lima', 'home:/home/ana', 'user:ana'],
}

test('people are read from YAML', async () => {
  const text = `people:
  - name: Ana Lima
    addresses: Ana@Example.org
    logins: ["@ana-lima"]
    homes: [/home/ana/]
    users: ana
    team: Payments
  - name: Bo Berg # with nothing else
    team: [Payments, On call]
`
  expect(await parsePeople(text)).toEqual({
    people: [ana, { name: 'Bo Berg', teams: ['Payments', 'On call'], identities: [] }],
  })
})

test('and from JSON', async () => {
  const text = JSON.stringify({
    people: [
      {
        name: 'Ana Lima',
        addresses: ['ana@example.org'],
        logins: ['ana-lima'],
        homes: ['/home/ana'],
        users: ['ana'],
        team: 'Payments',
      },
    ],
  })
  expect(await parsePeople(text)).toEqual({ people: [ana] })
})

test('a list without anybody is one', async () => {
  expect(await parsePeople('people: []')).toEqual({ people: [] })
})

test.each([
  ['', 1, 'no list of people'],
  ['people: Ana', 1, 'no list of people'],
  ['people:\n  - Ana', 2, 'no person'],
  ['people:\n  - team: x', 2, 'no name'],
  ['people:\n  - name:\n', 2, 'name must be a text'],
  ['people:\n  - name: [a]\n', 2, 'name must be a text'],
  ['people:\n  - name: "a\\u0007"', 2, 'name must be a text'],
  ['people:\n  - name: Ana\n    adresses: a@b.org', 3, '"adresses" is no field'],
  ['people:\n  - name: Ana\n    addresses:\n      - a@b.org\n      - Ana', 5, '"Ana" in addresses'],
  ['people:\n  - name: Ana\n    homes: ana', 3, 'whole path'],
  ['people:\n  - name: Ana\n    users: /home/ana', 3, 'local user'],
  ['people:\n  - name: Ana\n    addresses: a@b.org\n  - name: Bo\n    addresses: A@b.org', 5, "Ana's already (line 3)"],
  ['people:\n  - name: Ana\n    name: Bo', 3, 'unique'],
  ['people:\n  - name: "Ana', 2, 'quote'],
  ['people: []\nteams: []', 2, '"teams" is nothing'],
])('what is wrong with %j is told, and where', async (text, line, what) => {
  const parsed = await parsePeople(text)
  if (!('faults' in parsed)) throw new Error('It was taken.')
  expect(parsed.faults[0]).toMatchObject({ line, what: expect.stringContaining(what) })
  expect(parsed.faults[0]!.next).not.toBe('')
})

test('aliases that would fill the memory are refused', async () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let level = 1; level < 9; level++)
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`)
  lines.push('people: *a8')
  expect(await parsePeople(lines.join('\n'))).toHaveProperty('faults')
})
