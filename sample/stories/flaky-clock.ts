import { vitestFails, vitestPasses } from '../play/outputs.ts'
import { commit, edit, pullRequest, push, read, run, say, turn, type WorkItem } from '../script.ts'

/** The test that fails every evening. */
export const flakyClock: WorkItem = {
  name: 'flaky-clock',
  repository: 'payments',
  branch: 'tomas/flaky-cutoff-test',
  moments: [
    {
      do: 'session',
      by: 'tomas',
      agent: 'codex',
      day: 0,
      hour: 13.6,
      turns: [
        turn("cutoff.test.ts fails in ci in the evening. AssertionError: expected '2026-03-10' to be '2026-03-09'", [
          read('src/settlement/cutoff.test.ts'),
          read('src/settlement/cutoff.ts'),
          run(
            "faketime '2026-03-09 18:30:00' npx vitest run src/settlement",
            'Run it at half past six',
            vitestFails(
              'src/settlement/cutoff.test.ts',
              [
                [
                  'works with the system clock',
                  "AssertionError: expected '2026-03-10' to be '2026-03-09'",
                  'src/settlement/cutoff.test.ts:14:38',
                ],
              ],
              2,
            ),
            3,
          ),
          say(
            'The third test uses the system clock and expects today, which is wrong after 17:00 UTC by the rule under test. It shows nothing that the first two do not, so I would remove it and test the cutoff to the second instead.',
          ),
          edit(
            'src/settlement/cutoff.test.ts',
            "test('works with the system clock', () => {\n  expect(settlementDay(systemClock)).toBe(new Date().toISOString().slice(0, 10))\n})\n",
            "test('the last day of a month settles in the next', () => {\n  expect(settlementDay(fixedClock('2026-03-31T17:00:00Z'))).toBe('2026-04-01')\n})\n",
          ),
          edit(
            'src/settlement/cutoff.test.ts',
            "import { fixedClock, systemClock } from '../clock.ts'",
            "import { fixedClock } from '../clock.ts'",
          ),
          run(
            "faketime '2026-03-09 18:30:00' npx vitest run src/settlement && npx vitest run src/settlement",
            'Run it in the evening and now',
            vitestPasses([['src/settlement/cutoff.test.ts', 3]], 310),
            4,
          ),
          say('Passes at 18:30 and now.'),
        ]),
        turn('pr', [
          commit('Do not test the cutoff against the time of day'),
          push,
          pullRequest(
            'Do not test the cutoff against the time of day',
            'The test failed whenever CI ran after 17:00 UTC.',
          ),
          say('#{pr}'),
        ]),
      ],
    },
    {
      do: 'merge',
      by: 'ines',
      day: 0,
      hour: 15.5,
      style: 'squash',
      title: 'Do not test the cutoff against the time of day',
      keepBranch: true,
    },
  ],
}
