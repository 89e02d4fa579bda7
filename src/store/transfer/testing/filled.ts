import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Client } from 'pg'
import { deriveMarked } from '../../../../test/support/derive.ts'
import { commitFact, editFact, minute, repositoryFact, sessionFact, usageFact } from '../../../../test/support/facts.ts'
import { allDerived, allStored, writeRecords } from '../../../../test/support/store.ts'
import type { Task } from './transfer-once.ts'

/** Writes some of everything: records with texts, what is derived, what is marked, a deletion, a browser. */
export const fill = async (client: Client): Promise<void> => {
  await writeRecords(client, [
    repositoryFact('r'),
    commitFact('r', 'c1', { subject: 'Größe, "quoted"\tand 🦊' }),
    ...['a', 'b', 'c'].flatMap((name) => [
      sessionFact(name),
      editFact(name, `edit-${name}`, 'src/one.ts'),
      usageFact(name, `usage-${name}`, minute(3)),
    ]),
  ])
  await deriveMarked(client)
  await client.query(`insert into dirty (kind, key) values ('session', 'claude-code:a')`)
  await client.query(`insert into tombstone (kind, key, counts) values ('session', 'gone', '{}')`)
  await client.query(`insert into browser (key_hash) values ('\\x01')`)
}

/** All that a transfer must bring. */
export const contentOf = async (client: Client): Promise<unknown> => ({
  stored: await allStored(client),
  derived: await allDerived(client),
  marked: (await client.query('select kind, key from dirty order by kind, key')).rows,
  tombstones: (await client.query('select * from tombstone order by id')).rows,
})

/** A transfer in a process of its own. */
export const startTransfer = (task: Task, words: readonly string[] = []): ChildProcess =>
  spawn(process.execPath, [...words, join(import.meta.dirname, 'transfer-once.ts'), JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
