import { vitestFails, vitestPasses } from '../play/outputs.ts'
import { commit, edit, pullRequest, push, read, run, runFails, say, search, turn, type WorkItem } from '../script.ts'

/** Yen were shown a hundred times too small. */
export const zeroDecimal: WorkItem = {
  name: 'zero-decimal',
  repository: 'console',
  branch: 'layla/con-131-zero-decimal',
  moments: [
    {
      do: 'session',
      by: 'layla',
      agent: 'claude',
      day: 19,
      hour: 9.3,
      title: 'Yen shown a hundred times too small',
      turns: [
        turn(
          'CON-131: formatMoney divides by 100 for every currency, so ¥500 is shown as ¥5. Expected:\n- JPY 500 -> ¥500\n- EUR 199900 -> €1,999.00\n- BHD 1500 -> BHD 1.500\nAdd these to format.test.ts first, then fix formatMoney. No table of currencies by hand, Intl knows the digits.',
          [
            read('src/lib/format.ts'),
            read('src/lib/format.test.ts'),
            search('/ 100', 'src'),
            edit(
              'src/lib/format.test.ts',
              "test('formats euros'",
              "test.each([\n  ['JPY', 500, '¥500'],\n  ['EUR', 199900, '€1,999.00'],\n  ['BHD', 1500, 'BHD 1.500'],\n])('formats %s with its own digits', (currency, amount, shown) => {\n  expect(formatMoney(amount, currency).replace(/\\s/g, ' ')).toBe(shown)\n})\n\ntest('formats euros'",
            ),
            runFails(
              'npx vitest run src/lib',
              'See the tests fail',
              vitestFails(
                'src/lib/format.test.ts',
                [
                  [
                    'formats JPY with its own digits',
                    "AssertionError: expected '¥5' to be '¥500'",
                    'src/lib/format.test.ts:9:66',
                  ],
                  [
                    'formats BHD with its own digits',
                    "AssertionError: expected 'BHD 15.000' to be 'BHD 1.500'",
                    'src/lib/format.test.ts:9:66',
                  ],
                ],
                2,
              ),
              1,
              3,
            ),
            say('Two fail, as expected.'),
            edit(
              'src/lib/format.ts',
              "export const formatMoney = (amount: number, currency: string, locale = 'en-GB'): string =>\n  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 100)",
              "export const formatMoney = (amount: number, currency: string, locale = 'en-GB'): string => {\n  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })\n  const digits = format.resolvedOptions().maximumFractionDigits ?? 2\n  return format.format(amount / 10 ** digits)\n}",
            ),
            run(
              'npx vitest run',
              'Run all tests',
              vitestPasses(
                [
                  ['src/lib/format.test.ts', 4],
                  ['src/components/FeeNote.test.tsx', 1],
                ],
                1710,
              ),
              6,
            ),
            say(
              'All four pass. One more place divides by 100 itself: `FeeNote`, for fees that are always in euros. I left it.',
            ),
          ],
        ),
        turn('right, leave FeeNote. PR please', [
          commit(
            'Show every currency with its own digits (CON-131)',
            'Amounts in yen were shown a hundred times too small.',
          ),
          push,
          pullRequest('Show every currency with its own digits (CON-131)', 'Tests first: JPY, EUR, BHD.'),
          say('#{pr}'),
        ]),
      ],
    },
    {
      do: 'merge',
      by: 'priya',
      day: 19,
      hour: 17.2,
      style: 'squash',
      title: 'Show every currency with its own digits (CON-131)',
      keepBranch: true,
    },
  ],
}
