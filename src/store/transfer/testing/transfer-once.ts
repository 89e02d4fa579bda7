/** A process that does one transfer, told by JSON; it prints how many rows went and its peak memory in kilobytes. */
import type { Address } from '../../address.ts'
import { connectTo } from '../connect.ts'
import { moveData } from '../move-data.ts'
import { restoreData } from '../restore-data.ts'
import { writeBackup } from '../write-backup.ts'

export interface Task {
  readonly kind: 'backup' | 'restore' | 'move'
  readonly from: Address
  readonly to: Address
  readonly file: string
  readonly dataFolder: string
}

const { kind, from, to, file, dataFolder } = JSON.parse(process.argv[2]!) as Task
const sumOf = (rows: Readonly<Record<string, number>>) => Object.values(rows).reduce((sum, value) => sum + value, 0)

const transfer = async (): Promise<number> => {
  if (kind === 'move') return (await moveData(from, to, { replace: false })).rows
  if (kind === 'restore') {
    const beforeChange = async () => {}
    return sumOf((await restoreData(to, { file, dataFolder, env: {}, replace: false, beforeChange })).rows)
  }
  const client = await connectTo(from)
  const files = { settings: Buffer.from('{}'), lineHashKey: Buffer.alloc(32) }
  const { header } = await writeBackup(client, { file, files, maestro: 'test', now: 0 })
  await client.end()
  return sumOf(header.rows)
}

const rows = await transfer()
console.log(JSON.stringify({ rows, kilobytes: process.resourceUsage().maxRSS }))
