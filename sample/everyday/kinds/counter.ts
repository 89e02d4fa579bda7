import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { find, read } from '../../script.ts'
import { capitalised, inMarket, type Kind, wordings } from '../task.ts'

const counters: readonly [name: string, counts: string, label: string, values: string[], asked: string][] = [
  [
    'refund_attempts',
    'attempts to send a refund',
    'outcome',
    ['sent', 'refused', 'timeout'],
    'the dashboard for PAY-88 has no numbers',
  ],
  [
    'bank_timeouts',
    'calls that the bank did not answer in time',
    'call',
    ['refund', 'payout'],
    'we argue with the bank about how often it is late',
  ],
  [
    'webhook_seconds',
    'how long merchants take to answer webhooks',
    'outcome',
    ['taken', 'refused'],
    'nobody knows who the slow ones are',
  ],
  ['payout_value', 'money paid out', 'currency', ['EUR', 'SEK', 'PLN'], 'treasury wants it on the wall'],
  [
    'signature_failures',
    'calls with a wrong signature',
    'reason',
    ['missing', 'wrong', 'old'],
    'the pen test asked for it',
  ],
  [
    'pool_waiting',
    'requests that wait for a connection',
    'pool',
    ['main', 'replica'],
    'we had an exhausted pool twice and saw it late',
  ],
  ['declines', 'declined payments', 'code', ['51', '54', '91'], 'support wants to see a bad day before merchants call'],
  ['mandate_checks', 'checks of mandates', 'outcome', ['valid', 'revoked'], 'finance counts them by hand every month'],
  [
    'rate_limited',
    'requests that we turned away',
    'caller',
    ['merchant', 'internal'],
    'one of our own services is among them',
  ],
  [
    'settlement_lines',
    'lines of the settlement file',
    'state',
    ['matched', 'open'],
    'an empty file went unnoticed for a day',
  ],
]

const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

/** One more number that the dashboards show. */
export const counter: Kind = {
  name: 'counter',
  repository: 'payments',
  values: counters.length,
  make: (supply, random) => {
    const { value, market } = supply.next('counter', counters)
    const [name, counts, label, values, asked] = value
    const path = inMarket('src/metrics', `${name.replaceAll('_', '-')}.ts`, market)
    const testPath = path.replace('.ts', '.test.ts')
    const right = `export type ${capitalised(camel(label))} = ${values.map((each) => `'${each}'`).join(' | ')}`
    const call = `count${capitalised(camel(name))}`
    return {
      repository: 'payments',
      slug: `count-${name.replaceAll('_', '-')}${market.suffix}`,
      area: 'metrics',
      nature: 'feat',
      subjects: [
        `Count ${counts}${market.words}`,
        `Metric ${name}${market.words}`,
        `${capitalised(counts)} on the dashboard${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `I want to see ${counts}: ${asked}. A counter \`${name}\` in ${path.replace(/\/[^/]+$/, '')} with one label, \`${label}\`, that can only be ${values.join(', ')}. No label with ids of merchants or payments, that blew up the metrics store once.`,
          `Count ${counts}, by ${label} (${values.join(', ')}). Reason: ${asked}. \`${name}\`, in ${path}.`,
        ],
        short: [
          `counter ${name}{${label}=${values.join('|')}}${market.words}`,
          `count ${counts}${market.words}, label ${label}`,
          `metric ${name}${market.words}: ${asked}`,
        ],
        chat: [
          `could we count ${counts}${market.words}? ${asked}. I would split it by ${label} (${values.join(', ')})`,
          `${asked}. so let us count ${counts}, by ${label}`,
          `do we have a number for ${counts}? if not please add a counter, label ${label}: ${values.join(', ')}`,
        ],
      }),
      must: [`\`${label}\` is one of ${values.join(', ')}, by type`, 'no ids in labels'],
      why: `${capitalised(asked)}.`,
      intro: random.pick([
        'Is there a counter already? I look.',
        'Let me see what we measure today.',
        'Checking for other metrics.',
      ]),
      looks: [find('src/metrics/**/*.ts'), read('src/clock.ts')],
      changes: [
        {
          path,
          to: `${right}\n\nconst counts = new Map<string, number>()\n\n/** Counts ${counts}. */\nexport const ${call} = (${label}: ${capitalised(camel(label))}, by = 1): void => {\n  counts.set(${label}, (counts.get(${label}) ?? 0) + by)\n}\n\n/** Lines for the scraper. */\nexport const ${camel(name)}Lines = (): string[] =>\n  [...counts].map(([${label}, value]) => '${name}{${label}="' + ${label} + '"} ' + value)\n`,
        },
      ],
      test: {
        path: testPath,
        content: `import { expect, test } from 'vitest'\nimport { ${call}, ${camel(name)}Lines } from './${name.replaceAll('_', '-')}.ts'\n\ntest('counts by ${label}', () => {\n  ${call}('${values[0]}')\n  ${call}('${values[0]}', 2)\n  expect(${camel(name)}Lines()).toEqual(['${name}{${label}="${values[0]}"} 3'])\n})\n`,
      },
      slip: {
        path,
        right,
        wrong: `export type ${capitalised(camel(label))} = string`,
        complaint: random.pick([
          `${label}: string lets anything in, we agreed on ${values.length} values`,
          'string as a label again, make it a union please',
          'this is how we got 2 million series last year. fixed set of values',
        ]),
        answer: `\`${label}\` can only be ${values.join(', ')} now, the compiler holds that.`,
      },
      check: {
        command: 'npx vitest run src/metrics',
        about: 'Run the tests of the metrics',
        passes: vitestPasses([[testPath, 1]], random.integer(280, 700)),
        fails: vitestFails(
          testPath,
          [[`counts by ${label}`, `Error: Cannot find module './${name.replaceAll('_', '-')}.ts'`, `${testPath}:2:1`]],
          0,
        ),
        seconds: 2.1,
      },
      answer: random.pick([
        `\`${call}\` is there; nobody calls it yet. Where it belongs is one line, shall I add it?`,
        `Counter and test. The scraper has to be told of \`${camel(name)}Lines\`, that is in main.ts.`,
        'Done, with a closed set of labels.',
      ]),
    }
  },
}
