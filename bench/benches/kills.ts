import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { soundHome } from '../../test/unbreakable/hostile-home.ts'
import { killRound, undisturbed, type Victim, victims } from '../../test/unbreakable/kills/kill-round.ts'
import { liveRound } from '../../test/unbreakable/kills/live-round.ts'
import { OwnServer } from '../../test/unbreakable/kills/own-server.ts'
import { fixtureLogs, sampleLogs } from '../../test/unbreakable/sound-logs.ts'
import type { Bench } from '../bench.ts'
import { figure } from '../figure.ts'

const name = 'kills'
const defaultRounds = 100
const killsARound = 3

/**
 * Kills whoever takes part in a sync, or in reading what grows live, at drawn moments, and compares what is stored in the
 * end with an undisturbed run.
 */
export const kills: Bench = {
  name,
  title: 'Kills',
  alone: true,
  run: async ({ scratch, rounds = defaultRounds, note }) => {
    const world = { logs: soundHome([...fixtureLogs(), ...(await sampleLogs(0.05))]) }
    await using server = await OwnServer.start()
    const expected = await undisturbed(server, scratch, world)
    const nobody: Record<Victim, number> = { process: 0, thread: 0, database: 0 }
    const killed = { sync: { ...nobody }, live: { ...nobody } }
    const complaints: string[] = []
    for (let seed = 1; seed <= rounds; seed++) {
      const [kind, kill] = seed % 2 === 0 ? (['sync', killRound] as const) : (['live', liveRound] as const)
      const round = await kill(server, scratch, world, expected, seed, killsARound)
      for (const victim of victims) killed[kind][victim] += round.killed[victim]
      complaints.push(...round.complaints)
      note(
        `${name}: round ${seed} of ${rounds}, ${JSON.stringify(killed)}${round.complaints.map((what) => `\n${what}`)}`,
      )
      for (const place of [`round-${seed}`, `live-${seed}`])
        rmSync(join(scratch, place), { recursive: true, force: true })
    }
    const input = { name: `${world.logs.length} logs, a history`, megabytes: 0 }
    const count = (id: string, what: string, value: number) => figure(name, id, what, input, 'count', [value])
    return {
      figures: [
        count('rounds', 'rounds', rounds),
        count('sync-process', 'processes killed while they read or derived', killed.sync.process),
        count('sync-thread', 'reading threads of such ended', killed.sync.thread),
        count('sync-database', 'databases killed under them, every process of theirs', killed.sync.database),
        count('live-process', 'live engines killed while logs grew', killed.live.process),
        count('live-thread', 'reading threads of live engines ended', killed.live.thread),
        count('live-database', 'databases killed under live engines', killed.live.database),
        count('differences', 'differences from an undisturbed run', complaints.length),
      ],
      remarks: [
        `Every second round: an empty database; ${killsARound} times a process that syncs and derives, of which the process, a reading thread or PostgreSQL with all of its processes is killed by SIGKILL at a drawn moment, while logs and refs grow in half of them; then one that comes to its end.`,
        `The others: the live engine on logs and refs that are appended to all the while, with as many kills; a killed process is started again, all else it must mend by itself, and end without a fault.`,
        'Compared: every record with its texts, every derived row, what search knows, marks, and, where nothing grew, what is counted of each source.',
        ...complaints,
      ],
    }
  },
}
