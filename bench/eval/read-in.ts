import { join } from 'node:path'
import type { Client } from 'pg'
import { sync } from '../../src/ingest/sync.ts'
import { stopEmbedded } from '../../src/store/embedded/index.ts'
import { openData, openWorkspace, syncOptionsOf, type Workspace } from '../../src/surfaces/workspace.ts'

/** What is read into a database of its own. */
export interface Sources {
  readonly name: string
  readonly homes: readonly string[]
  readonly repositories: readonly string[]
}

/** Reads sources into a database that lasts as long as `use`; nothing is derived. */
export const readIn = async <Result>(
  scratch: string,
  { name, homes, repositories }: Sources,
  use: (client: Client, workspace: Workspace) => Promise<Result>,
): Promise<Result> => {
  const env = {
    ...process.env,
    HOME: join(scratch, 'nobody'),
    MAESTRO_HOME: join(scratch, `${name}-data`),
    DATABASE_URL: undefined,
  }
  const workspace = openWorkspace({ homes: [...homes], repositories: [...repositories] }, env)
  const database = await openData(workspace)
  try {
    const client = await database.connect()
    try {
      const { failures } = await sync(client, syncOptionsOf(workspace))
      if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'))
      await client.query('analyze')
      return await use(client, workspace)
    } finally {
      await client.end()
    }
  } finally {
    await database.close()
    await stopEmbedded({ home: workspace.folder })
  }
}
