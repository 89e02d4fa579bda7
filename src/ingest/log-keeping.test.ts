import { rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { TemporaryFolder } from '../../test/support/folder.ts'
import { lineHashKey, now } from '../../test/support/read-step.ts'
import { homeAt } from '../config/paths.ts'
import { logKeeping } from './log-keeping.ts'
import { sync } from './sync.ts'

const day = 86_400_000
const log = (number: number) => `home/.claude/projects/x/${number}0000000-0a51-4a3e-9d0e-7b1c2d3e4f50.jsonl`
const line = `${JSON.stringify({ type: 'user', uuid: 'u', sessionId: 's', timestamp: '2026-03-02T09:00:00Z', message: { content: 'Hi' } })}\n`

test('tells the logs not read yet, the first to be deleted first, and those that are gone', async () => {
  using folder = new TemporaryFolder()
  await using data = await freshDatabase()
  const paths = [1, 2, 3].map((number) => folder.write(log(number), line))
  folder.write('home/.claude/settings.json', '{"cleanupPeriodDays": 10}')
  const homes = [homeAt(join(folder.path, 'home'), {}).home]
  const read = () => sync(data.client, { homes, repositories: [], roots: [], lineHashKey: () => lineHashKey, now })
  await read()
  const retentions = [{ folder: join(homes[0]!.path, '.claude'), days: 10 }]
  expect(await logKeeping(data.client, homes)).toEqual({ logs: 3, unread: [], gone: 0, retentions })

  for (const [index, daysAgo] of [2, 9, 40].entries()) {
    const at = new Date(now - daysAgo * day)
    utimesSync(paths[index]!, at, at)
  }
  const late = await logKeeping(data.client, homes)
  expect(late.unread.map(({ path, deletedAt }) => [path, (deletedAt! - now) / day])).toEqual([
    [paths[2], -30],
    [paths[1], 1],
    [paths[0], 8],
  ])
  rmSync(paths[2]!)
  await read()
  expect(await logKeeping(data.client, homes)).toEqual({ logs: 2, unread: [], gone: 1, retentions })
})
