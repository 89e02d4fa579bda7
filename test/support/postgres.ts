import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/store/database.ts'
import { joinEmbedded, removeEmbedded, statusEmbedded } from '../../src/store/embedded/index.ts'
import { templateName } from './database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file that the server logs to. */
    postgresLog: string
    postgres: { host: string; port: number; user: string; database: string; password?: string }
  }
}

/** Starts one server for the whole run, which need not outlive a power cut, with a database that has the layout, from which each test's is copied. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const home = mkdtempSync(join(tmpdir(), 'maestro-tests-'))
  const remove = async () => {
    await removeEmbedded({ home })
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  try {
    const { connection } = await joinEmbedded({ home })
    const main = await openDatabase(connection)
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
      await main.pool.query(`alter system set ${setting} = off`)
    await main.pool.query('select pg_reload_conf()')
    await main.pool.query(`create database ${templateName}`)
    await main.close()
    const template = await openDatabase({ ...connection, database: templateName })
    await template.close()
    provide('postgres', { ...connection })
    provide('postgresLog', (await statusEmbedded({ home })).logFile)
    return remove
  } catch (error) {
    await remove()
    throw error
  }
}
