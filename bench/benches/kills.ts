import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { soundHome } from '../../test/unbreakable/hostile-home.ts'
import { killRound, undisturbed, type Victim } from '../../test/unbreakable/kills/kill-round.ts'
import { OwnServer } from '../../test/unbreakable/kills/own-server.ts'
import { fixtureLogs, sampleLogs } from '../../test/unbreakable/sound-logs.ts'
import type { Bench } from '../bench.ts'
import { figure } from '../figure.ts'

const name = 'kills'
const defaultRounds = 100
const killsARound = 3
const victims: readonly Victim[] = ['process', 'thread', 'database']

/** Kills whoever takes part in a sync at drawn moments, and compares what is stored in the end with an undisturbed run. */
export const kills: Bench = {
  name,
  title: 'Kills',
  alone: true,
  run: async ({ scratch, rounds = defaultRounds, note }) => {
    const world = { logs: soundHome([...fixtureLogs(), ...(await sampleLogs(0.05))]) }
    await using server = await OwnServer.start()
    const expected = await undisturbed(server, scratch, world)
    const killed: Record<Victim, number> = { process: 0, thread: 0, database: 0 }
    const complaints: string[] = []
    for (let seed = 1; seed <= rounds; seed++) {
      const round = await killRound(server, scratch, world, expected, seed, killsARound)
      for (const victim of victims) killed[victim] += round.killed[victim]
      complaints.push(...round.complaints)
      note(
        `${name}: round ${seed} of ${rounds}, ${JSON.stringify(killed)}${round.complaints.map((what) => `\n${what}`)}`,
      )
      rmSync(join(scratch, `round-${seed}`), { recursive: true, force: true })
    }
    const input = { name: `${world.logs.length} logs, a history`, megabytes: 0 }
    const count = (id: string, what: string, value: number) => figure(name, id, what, input, 'count', [value])
    return {
      figures: [
        count('rounds', 'rounds', rounds),
        count('killed-process', 'processes killed while they read or derived', killed.process),
        count('killed-thread', 'reading threads ended', killed.thread),
        count('killed-database', 'databases killed, every process of theirs', killed.database),
        count('differences', 'differences from an undisturbed run', complaints.length),
      ],
      remarks: [
        `Each round: an empty database; ${killsARound} times a process that syncs and derives, of which the process, a reading thread or PostgreSQL with all of its processes is killed by SIGKILL at a drawn moment; in every second round logs and refs grow meanwhile; then one that comes to its end. Compared: every record with its texts, every derived row, what search knows, marks, and what is counted of each source.`,
        ...complaints,
      ],
    }
  },
}
