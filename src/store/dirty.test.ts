import type { ClientBase } from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { drain } from './dirty.ts'
import type { Parcel } from './write/parcel.ts'
import { prepareWriter, writeParcel } from './write/write-parcel.ts'

const mark = (client: ClientBase, kind: string, keys: readonly string[]) =>
  client.query('insert into dirty (kind, key) select $1, unnest($2::text[])', [kind, keys])

const marked = async (client: ClientBase) =>
  (await client.query<{ kind: string; key: string }>('select kind, key from dirty order by kind, key')).rows.map(
    ({ kind, key }) => `${kind} ${key}`,
  )

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`)

test('every marked key is derived once, in pieces, and others are left alone', async () => {
  await using data = await freshDatabase()
  await mark(data.client, 'session', numbered(450))
  await mark(data.client, 'place', ['other'])
  const pieces: string[][] = []
  expect(
    await drain(data.client, 'session', async (_client, keys) => {
      pieces.push(keys)
    }),
  ).toBe(450)
  expect(pieces.flat().sort()).toEqual(numbered(450).sort())
  expect(pieces.map((piece) => piece.length)).toEqual([200, 200, 50])
  expect(await marked(data.client)).toEqual(['place other'])
})

test('nothing marked is no work', async () => {
  await using data = await freshDatabase()
  const derive = () => Promise.reject(new Error('there was nothing to derive'))
  expect(await drain(data.client, 'session', derive)).toBe(0)
})

test('what fails half way stays marked, and what it wrote is undone', async () => {
  await using data = await freshDatabase()
  await data.client.query('create table derived (key text)')
  await mark(data.client, 'session', ['a', 'b'])
  const failing = drain(data.client, 'session', async (client, keys) => {
    await client.query('insert into derived select unnest($1::text[])', [keys])
    throw new Error('stopped')
  })
  await expect(failing).rejects.toThrow('stopped')
  expect(await marked(data.client)).toEqual(['session a', 'session b'])
  expect((await data.client.query('select from derived')).rowCount).toBe(0)
})

test('two that drain at once share the work', async () => {
  await using data = await freshDatabase()
  const other = await data.database.connect()
  await mark(data.client, 'session', numbered(600))
  const meanwhile = Promise.withResolvers<void>()
  const taken = { here: [] as string[], there: [] as string[] }
  await Promise.all([
    drain(data.client, 'session', async (_client, keys) => {
      taken.here.push(...keys)
      await meanwhile.promise
    }),
    drain(other, 'session', async (_client, keys) => {
      taken.there.push(...keys)
      if (taken.there.length >= 400) meanwhile.resolve()
    }),
  ])
  await other.end()
  expect([...taken.here, ...taken.there].sort()).toEqual(numbered(600).sort())
  expect(taken.here).toHaveLength(200)
  expect(await marked(data.client)).toEqual([])
})

test('a key that is marked again while it is derived is derived again', async () => {
  await using data = await freshDatabase()
  const other = await data.database.connect()
  await mark(data.client, 'session', ['a'])
  let marking: Promise<unknown> | undefined
  await drain(data.client, 'session', async () => {
    marking = writeMarks(other, ['a'])
    await new Promise((resolve) => setTimeout(resolve, 20))
  })
  await marking
  await other.end()
  expect(await marked(data.client)).toEqual(['session a'])
})

test('a mark set before a writer commits is not taken away under it', async () => {
  await using data = await freshDatabase()
  const writer = await data.database.connect()
  await mark(data.client, 'session', ['a', 'b'])
  const atCommit = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const written = writeMarks(
    pausing(writer, async () => {
      atCommit.resolve()
      await goOn.promise
    }),
    ['a'],
  )
  await atCommit.promise
  const derived: string[] = []
  await drain(data.client, 'session', async (_client, keys) => {
    derived.push(...keys)
  })
  goOn.resolve()
  await written
  await writer.end()
  expect(derived).toEqual(['b'])
  expect(await marked(data.client)).toEqual(['session a'])
})

const writeMarks = async (client: ClientBase, sessions: readonly string[]): Promise<void> => {
  const parcel: Parcel = { rows: [], sources: [], dirty: { session: sessions }, redactionVersion: '' }
  await prepareWriter(client)
  await writeParcel(client, parcel)
}

/** A client that waits before it commits. */
const pausing = (client: ClientBase, beforeCommit: () => Promise<void>): ClientBase =>
  new Proxy(client, {
    get: (target, name) => {
      if (name !== 'query') return Reflect.get(target, name)
      return async (...words: Parameters<ClientBase['query']>) => {
        if ((words[0] as unknown) === 'commit') await beforeCommit()
        return target.query(...words)
      }
    },
  })
