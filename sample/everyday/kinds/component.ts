import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { find, read } from '../../script.ts'
import { inMarket, type Kind, wordings } from '../task.ts'

const components: readonly [
  name: string,
  shows: string,
  prop: string,
  type: string,
  sample: string,
  words: string,
  body: string,
][] = [
  [
    'PayoutBadge',
    'the state of a payout',
    'state',
    "'planned' | 'sent' | 'returned'",
    "'returned'",
    'Returned by the bank',
    "{ planned: 'Planned', sent: 'On its way', returned: 'Returned by the bank' }[state]",
  ],
  [
    'DueDate',
    'how long is left to answer a dispute',
    'days',
    'number',
    '0',
    'Answer today',
    "days === 0 ? 'Answer today' : days + ' days left'",
  ],
  ['FeeNote', 'what a payment costs', 'fee', 'number', '35', 'Fee: 0.35', "'Fee: ' + (fee / 100).toFixed(2)"],
  [
    'RetryNote',
    'when a refund is tried again',
    'minutes',
    'number',
    '4',
    'Tried again in 4 min',
    "'Tried again in ' + minutes + ' min'",
  ],
  ['CardBrand', 'the brand of a card', 'brand', 'string', "'visa'", 'visa', 'brand'],
  [
    'TestModeBanner',
    'that this is test mode',
    'until',
    'string',
    "'June'",
    'Test mode until June',
    "'Test mode until ' + until",
  ],
  ['SettlementSum', 'the sum of a settlement', 'cents', 'number', '120000', '1200.00', '(cents / 100).toFixed(2)'],
  [
    'MerchantLevel',
    'how far a merchant is verified',
    'level',
    '0 | 1 | 2',
    '2',
    'Fully verified',
    "['Not verified', 'Identity verified', 'Fully verified'][level]",
  ],
  [
    'WebhookHealth',
    'whether webhooks arrive',
    'failed',
    'number',
    '0',
    'All delivered',
    "failed === 0 ? 'All delivered' : failed + ' not delivered'",
  ],
  ['ExportLink', 'the link to an export', 'month', 'string', "'2026-02'", 'Export 2026-02', "'Export ' + month"],
  [
    'PayerName',
    'who paid, or that nobody knows',
    'name',
    'string | undefined',
    'undefined',
    'Unknown payer',
    "name ?? 'Unknown payer'",
  ],
  [
    'LastSeen',
    'when a terminal was last seen',
    'minutes',
    'number',
    '90',
    '1 h ago',
    "minutes < 60 ? minutes + ' min ago' : Math.floor(minutes / 60) + ' h ago'",
  ],
  ['CardEnding', 'the last digits of a card', 'digits', 'string', "'4242'", 'ends in 4242', "'ends in ' + digits"],
  [
    'RoleLabel',
    'what a member may do',
    'role',
    "'owner' | 'finance' | 'support'",
    "'finance'",
    'Can pay out',
    "{ owner: 'Can do everything', finance: 'Can pay out', support: 'Can refund' }[role]",
  ],
  [
    'QueueLength',
    'how many exports wait',
    'waiting',
    'number',
    '2',
    '2 before yours',
    "waiting === 0 ? 'Being made' : waiting + ' before yours'",
  ],
  [
    'KeyAge',
    'how old an API key is',
    'days',
    'number',
    '400',
    'Older than a year',
    "days > 365 ? 'Older than a year' : days + ' days old'",
  ],
  ['ReserveNote', 'what is held back', 'percent', 'number', '5', '5 % is held back', "percent + ' % is held back'"],
  ['SplitNote', 'how a payment is shared out', 'parts', 'number', '3', 'Shared by 3', "'Shared by ' + parts"],
]

/** A small component of the merchants' console. */
export const component: Kind = {
  name: 'component',
  repository: 'console',
  values: components.length,
  make: (supply, random) => {
    const { value, market } = supply.next('component', components)
    const [name, shows, prop, type, sample, words, body] = value
    const path = inMarket('src/components', `${name}.tsx`, market)
    const testPath = path.replace('.tsx', '.test.tsx')
    const right = `<span className="${name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}">`
    return {
      repository: 'console',
      slug: `${name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}${market.suffix}`,
      area: 'components',
      nature: 'feat',
      subjects: [
        `Show ${shows}${market.words}`,
        `${name} component${market.words}`,
        `Add ${name}${market.words}`,
        `A label for ${shows}${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `New component ${name} that shows ${shows}. One prop, \`${prop}: ${type}\`, class name as in the other components. Test with testing-library.`,
          `We show ${shows} in three places, each in its own way. Make one component of it, ${name}, with a single prop \`${prop}: ${type}\`.`,
          `${name} from the design file: it shows ${shows}. \`${prop}: ${type}\` goes in, a span comes out. Look at EmptyState for how we write these.`,
          `Please build ${name}. It says ${shows}, e.g. "${words}" for ${sample}.`,
        ],
        short: [
          `component ${name}: ${shows}${market.words}`,
          `${name}, ${prop}: ${type}, shows ${shows}${market.words}`,
          `${name} from figma, "${words}" for ${sample}${market.words}`,
          `need a ${name} (${shows})${market.words}`,
        ],
        chat: [
          `in the design there is a little label that shows ${shows} (I called it ${name}), could you build it? "${words}" is the example from the design file`,
          `can I get a ${name}? it should show ${shows}, so for ${sample} it would read "${words}"`,
          `the new mockups have ${shows} at the top right. let us make that a component, ${name} or something better if you have an idea`,
          `copy-pasting the same span for ${shows} for the third time, can you make ${name} out of it please`,
          `product wants to see ${shows} at a glance. ${name}, one prop (${prop}), nothing fancy`,
        ],
      }),
      must: [`for ${sample} it reads "${words}"`, 'no data access', 'no inline styles'],
      why: random.pick([
        'It was done in three places, each in its own way.',
        'The new design has it on the page.',
        'Merchants asked support for it.',
      ]),
      intro: random.pick([
        'I will look at a component next to it first.',
        'Reading the components that exist, for class names and exports.',
        'Let me see how these are written here.',
      ]),
      looks: [find('src/components/*.tsx'), read('src/components/EmptyState.tsx'), read('src/text/index.ts')],
      changes: [
        {
          path,
          to: `/** Shows ${shows}. */\nexport const ${name} = ({ ${prop} }: { ${prop}: ${type} }) => (\n  ${right}{${body}}</span>\n)\n`,
        },
      ],
      test: {
        path: testPath,
        content: `import { render, screen } from '@testing-library/react'\nimport { expect, test } from 'vitest'\nimport { ${name} } from './${name}'\n\ntest('shows ${shows}', () => {\n  render(<${name} ${prop}={${sample}} />)\n  expect(screen.getByText('${words}')).toBeDefined()\n})\n`,
      },
      slip: {
        path,
        right,
        wrong: `<span style={{ padding: 4, borderRadius: 4 }}>`,
        complaint: random.pick([
          'no inline styles, use a class name like the others',
          'we do not do style= here, see EmptyState',
          'inline style again... class name please',
        ]),
        answer:
          'It has a class name now, like the other components; the look belongs into the style sheet, which I have not touched.',
      },
      check: {
        command: `npx vitest run ${path.replace(/\/[^/]+$/, '')}`,
        about: 'Run the component tests',
        passes: vitestPasses([[testPath, 1]], 1320),
        fails: vitestFails(
          testPath,
          [
            [
              `shows ${shows}`,
              `TestingLibraryElementError: Unable to find an element with the text: ${words}.`,
              `${testPath}:7:17`,
            ],
          ],
          0,
        ),
        seconds: 4.1,
      },
      answer: random.pick([
        `\`${name}\` shows ${shows}; for ${sample} it reads "${words}". It is not used on a page yet.`,
        `Done, with one test. The texts are in the component for now: src/text has no place for them, shall I make one?`,
        `Built and tested. Nothing else changed.`,
      ]),
    }
  },
}
