import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { type Address, type Database, openDatabase } from '../../src/store/database.ts'

export const templateName = 'maestro_template'

/** A database of a test's own; it goes away with the variable that holds it. */
export interface TestDatabase extends AsyncDisposable {
  readonly address: Exclude<Address, { url: string }>
  readonly database: Database
  /** A connection for the test itself. */
  readonly client: Client
}

const server = () => inject('postgres')

const administer = async (...statements: string[]): Promise<void> => {
  const client = new Client(server())
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** An address at which an empty database lies: without any layout. */
export const emptyDatabase = async (): Promise<{ address: TestDatabase['address'] } & AsyncDisposable> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name}`)
  return {
    address: { ...server(), database: name },
    [Symbol.asyncDispose]: () => administer(`drop database if exists ${name} with (force)`),
  }
}

/** A database with the layout and nothing in it. */
export const freshDatabase = async (): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name} template ${templateName}`)
  const address = { ...server(), database: name }
  const database = await openDatabase(address)
  const client = await database.connect()
  return {
    address,
    database,
    client,
    [Symbol.asyncDispose]: async () => {
      await client.end()
      await database.close()
      await administer(`drop database if exists ${name} with (force)`)
    },
  }
}
