import { offsetAt } from '../calendar.ts'
import { vitestFails } from '../play/outputs.ts'
import { read, runFails, say, search, think, turn, type WorkItem } from '../script.ts'
import { engineer } from '../team.ts'

const awake = ['priya', 'layla', 'sam', 'mei']

/** Who of some people is most likely at work now. */
const atWork = (now: number): string => {
  const distance = (user: string) => {
    const { zone } = engineer(user)
    const hour = ((now + offsetAt(zone, now)) / 3_600_000) % 24
    return Math.abs(hour - 14)
  }
  return [...awake].sort((left, right) => distance(left) - distance(right))[0]!
}

/** What happens right now: somebody looks into the job that fails every other time, and is not done yet. */
export const liveStories = (now: number): WorkItem[] => {
  const by = atWork(now)
  const failure = vitestFails(
    'e2e/settlement.test.ts',
    [
      [
        'a payment of today is in the file of today',
        'Error: timed out in waitFor after 30000 ms',
        'e2e/settlement.test.ts:41:9',
      ],
    ],
    6,
  )
  return [
    {
      name: 'settlement-e2e-log',
      repository: 'payments',
      branch: 'main',
      moments: [
        {
          do: 'session',
          by,
          agent: 'claude',
          minutesBeforeNow: 96,
          onMain: true,
          turns: [
            turn(
              'hey, settlement-e2e is red again on main. it failed 4 of the last 9 runs and every time somebody just hit rerun. can you look what those four have in common?',
              [
                runFails(
                  'gh run list --workflow settlement-e2e --limit 9',
                  'List the last runs',
                  'error connecting to api.github.com\ncheck your internet connection or https://githubstatus.com',
                  1,
                  6,
                ),
                search('settlementDay', 'src'),
                read('src/settlement/cutoff.ts'),
                say(
                  'I cannot reach the runs from here. From the code: the job takes "today" from the host, `settlementDay` from UTC. Between 17:00 UTC and midnight they differ by design, so runs in that time should fail, the others not. Do the four have that in common?',
                ),
              ],
            ),
            turn(
              'three of four yes, one was at 11:20',
              [
                say(
                  'Then there is a second cause. I would look at that run alone: what it waited for when it timed out.',
                ),
              ],
              { after: 7 },
            ),
          ],
        },
      ],
    },
    {
      name: 'settlement-e2e',
      repository: 'payments',
      branch: `${by}/settlement-e2e`,
      moments: [
        {
          do: 'session',
          by,
          agent: 'claude',
          minutesBeforeNow: 24,
          turns: [
            turn(
              'ok so back to the settlement-e2e thing. the cutoff explains three of them but not the one at 11:20, that one just says "timed out in waitFor after 30000 ms" (e2e/settlement.test.ts:41). please find out why, and do NOT just raise the timeout',
              [
                think('They rule out the cutoff and the lazy fix. What does line 41 wait for?'),
                search('waitFor|setInterval', 'src'),
                read('src/main.ts'),
                runFails('npm run e2e -- settlement', 'Run the job here', failure, 1, 74),
                say(
                  'It fails here, too, at the first try. It waits for the settlement file, which is written by a timer that starts with the process.',
                ),
                { do: 'wait', minutes: 2 },
                runFails('npm run e2e -- settlement', 'Run it again', failure, 1, 76),
              ],
            ),
            turn(
              'so is it slow or is it never written?',
              [
                search('settlement', 'src'),
                runFails(
                  'LOG_LEVEL=debug npm run e2e -- settlement 2>&1 | tail -20',
                  'Run it with all logs',
                  failure,
                  1,
                  80,
                ),
                say(
                  'Never written in the failing runs: the timer is not in the log at all. I add a line where it starts and run it ten times.',
                ),
                { do: 'wait', minutes: 4 },
                runFails(
                  'for i in $(seq 10); do npm run e2e -- settlement; done',
                  'Run it ten times',
                  failure,
                  1,
                  1900,
                ),
              ],
              { after: 1 },
            ),
          ],
        },
      ],
    },
  ]
}
