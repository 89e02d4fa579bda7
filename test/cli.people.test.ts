import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SmallRepository } from '../src/connectors/git/testing/small-repository.ts'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { Maestro } from './support/maestro.ts'

const maestro = new Maestro()
const shop = new SmallRepository(join(maestro.home, 'work', 'shop'))

const evil = '\u001b]0;owned\u0007Ada\u202e\u0085 Lovelace'

beforeAll(async () => {
  for (const [name, address] of [
    [evil, 'ada@work.example'],
    ['Ada Lovelace', 'countess@home.example'],
    ['Ben', 'ben@work.example'],
  ]) {
    const environment = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: address, GIT_COMMITTER_EMAIL: address }
    shop.write('a', `${address}\n`).commit('Work', { environment })
  }
  const log = { home: 'home', session: 'aa11', cwd: shop.path, startedAt: Date.now() - 60_000 }
  writeClaudeLog(maestro.folder, log, [prompt('Repair the engine'), answer('aa11', [said('Done.')])])
  await maestro.print('sync', '--home', maestro.home)
})

afterAll(() => maestro[Symbol.asyncDispose]())

interface Known {
  readonly name: string
  readonly identities: readonly { readonly value: string }[]
  readonly teams: readonly string[]
}

const known = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await maestro.json<Known[]>('people')).map(({ name, identities }) => [
      identities.map(({ value }) => value).join(' '),
      name,
    ]),
  )

test('people are listed by name, and what they are called cannot touch the terminal', async () => {
  const printed = await maestro.print('people')
  expect(printed).toContain('countess@home.example')
  expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  const lines = printed.trimEnd().split('\n').slice(1)
  expect(lines.findIndex((line) => line.includes('ada@work'))).toBeLessThan(
    lines.findIndex((line) => line.includes('ben@work')),
  )
})

test('who was joined is one in every answer, until it is taken back', async () => {
  const before = await known()
  expect(await maestro.print('people', 'join', 'countess@home.example', maestro.home)).toContain('maestro people undo')
  expect(await maestro.json('sessions', '--person', 'countess@home.example')).toHaveLength(1)
  expect(await maestro.json('commits', '--person', maestro.home)).toHaveLength(1)
  expect(await maestro.json('sessions', '--search', 'person:countess@home.example')).toHaveLength(1)
  await maestro.print('rebuild')
  expect(await maestro.json('commits', '--person', maestro.home)).toHaveLength(1)
  await maestro.print('people', 'undo')
  expect(await known()).toEqual(before)
})

test.each([
  [['people', 'praise', 'Ada'], 'cannot be told to "praise"'],
  [['people', 'join', 'Ben'], 'takes 2 words'],
  [['people', 'join', 'Ben', 'Zoe'], 'Nobody is known as "Zoe"'],
  [['people', 'undo', 'all'], 'is no number'],
  [['people', 'undo', '99'], 'Nothing was said under number 99'],
  [['people', 'separate', 'ben@work.example'], 'by itself already'],
  [['teams', 'add', 'Engines'], 'Nobody is in "Engines"'],
  [['teams', 'remove', 'Engines'], 'No team is called "Engines"'],
])('%j is refused with a sentence', async (words, sentence) => {
  const { status, stderr } = await maestro.run(...words)
  expect(status).toBeGreaterThan(0)
  expect(stderr).toContain(sentence)
})

test('a people file is remembered, and refused with the line where it says what cannot be', async () => {
  const file = join(maestro.folder.path, 'people.yaml')
  maestro.folder.write(
    'people.yaml',
    'people:\n  - name: Lady Ada\n    addresses: [ada@work.example, countess@home.example]\n    team: Engines\n',
  )
  await maestro.print('people', '--people', file)
  expect(await known()).toMatchObject({ 'ada@work.example countess@home.example': 'Lady Ada' })
  expect(await maestro.json('teams')).toMatchObject([
    { name: 'Engines', persons: [{ name: 'Lady Ada' }], from: ['file'] },
  ])
  expect(await maestro.json('commits', '--team', 'engines')).toHaveLength(2)
  expect((await maestro.run('teams', 'remove', 'Engines')).stderr).toContain('The people file says who is in "Engines"')
  maestro.folder.write('people.yaml', 'people:\n  - name: Lady Ada\n    adresses: ada@work.example\n')
  const { status, stderr } = await maestro.run('people')
  expect(status).toBeGreaterThan(0)
  expect(stderr).toContain('line 3: "adresses" is no field of a person')
  expect(stderr).toContain('addresses')
  expect((await maestro.run('people', '--people', join(maestro.folder.path, 'none.yaml'))).stderr).toContain(
    'no people file',
  )
  await maestro.print('people', '--people', 'none')
  expect(await maestro.json('teams')).toEqual([])
  expect(Object.values(await known())).not.toContain('Lady Ada')
})
