import type { ClientBase } from 'pg'

/** PostgreSQL's word for "two transactions wait for each other": this one was chosen to give way. */
const deadlock = '40P01'
const mostTries = 5

/**
 * Does work in a transaction, all or nothing. A reader of logs and a deriver may come to wait for each other's marks;
 * whoever has to give way starts over, so `work` must be such that it can be done again.
 */
export const inTransaction = async <Result>(client: ClientBase, work: () => Promise<Result>): Promise<Result> => {
  for (let tries = 1; ; tries++) {
    await client.query('begin')
    try {
      const result = await work()
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {})
      if ((error as { code?: string }).code !== deadlock || tries === mostTries) throw error
    }
  }
}
