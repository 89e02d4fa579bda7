import { expect, test } from 'vitest'
import { TemporaryFolder } from '../../support/folder.ts'
import { soundHome } from '../hostile-home.ts'
import { fixtureLogs, sampleLogs } from '../sound-logs.ts'
import { killRound, undisturbed } from './kill-round.ts'
import { liveRound } from './live-round.ts'
import { OwnServer } from './own-server.ts'

test('whatever is killed, whenever, what is read in the end is what an undisturbed run reads', async () => {
  using folder = new TemporaryFolder()
  await using server = await OwnServer.start()
  const world = { logs: soundHome([...fixtureLogs(), ...(await sampleLogs(0.05))]) }
  const expected = await undisturbed(server, folder.path, world)
  expect(expected.stored.facts.length).toBeGreaterThan(500)
  let killed = 0
  for (const [round, seed] of [
    [killRound, 1],
    [killRound, 2],
    [liveRound, 3],
    [liveRound, 4],
  ] as const) {
    const met = await round(server, folder.path, world, expected, seed)
    expect(met.complaints).toEqual([])
    killed += Object.values(met.killed).reduce((sum, count) => sum + count, 0)
  }
  expect(killed).toBeGreaterThan(4)
}, 600_000)
