import { performance } from 'node:perf_hooks'
import { setImmediate as otherTurn } from 'node:timers/promises'
import { complaintsOf, logCase } from '../../test/unbreakable/check-log.ts'
import { Random } from '../../test/unbreakable/random.ts'
import { fixtureLogs, realLogs, sampleLogs } from '../../test/unbreakable/sound-logs.ts'
import type { Bench } from '../bench.ts'
import { figure } from '../figure.ts'

const name = 'mutations'
const defaultRounds = 1_000_000
const mostTold = 20

/** Reads mutated logs in memory: as many as there are rounds. `MAESTRO_FIRST_SEED` names the first, to replay one. */
export const mutations: Bench = {
  name,
  title: 'Mutated logs',
  alone: true,
  run: async ({ rounds = defaultRounds, note }) => {
    const logs = [...fixtureLogs(), ...(await sampleLogs()), ...realLogs(new Random(1))]
    const first = Number(process.env.MAESTRO_FIRST_SEED ?? 0)
    const complaints: string[] = []
    const started = performance.now()
    for (let seed = first; seed < first + rounds; seed++) {
      const wrong = complaintsOf(logCase(logs, seed))
      if (wrong.length > 0) {
        complaints.push(`seed ${seed}: ${wrong[0]!.slice(0, 500)}`)
        note(complaints.at(-1)!)
      }
      if (seed % 1_000 === 999) await otherTurn()
      if (seed % 10_000 === 9_999) note(`${name}: ${seed + 1 - first} of ${rounds}, ${complaints.length} wrong`)
    }
    const input = { name: `${logs.length} logs`, megabytes: 0 }
    return {
      figures: [
        figure(name, 'cases', 'mutated logs read', input, 'count', [rounds]),
        figure(name, 'wrong', 'read wrongly', input, 'count', [complaints.length]),
        figure(name, 'each', 'for one', input, 'ms', [(performance.now() - started) / rounds]),
      ],
      remarks: [
        'Each case: a stretch of a log, mutated one to four times in its bytes, its values or the order of its lines, read in one go, in pieces, and with blanks for what cannot be read.',
        ...complaints.slice(0, mostTold),
        ...(complaints.length > 0
          ? ['To replay a seed: MAESTRO_FIRST_SEED=<seed> npm run bench -- mutations --rounds 1']
          : []),
      ],
    }
  },
}
