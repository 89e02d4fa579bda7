import { vitestPasses } from '../../play/outputs.ts'
import { find, read } from '../../script.ts'
import { inMarket, type Kind, wordings } from '../task.ts'

const pages: readonly [page: string, empty: string, hint: string, error: string, blamed: string][] = [
  [
    'payouts',
    'No payouts yet',
    'The first one comes on the day that you chose.',
    'The payouts could not be loaded.',
    'You have no payouts because you have not set up payouts',
  ],
  [
    'terminals',
    'No terminals',
    'Order one, or connect the one that you have.',
    'We cannot reach your terminals right now.',
    'Terminal list is empty',
  ],
  [
    'members',
    'Only you so far',
    'Invite the people who work with you.',
    'The members could not be loaded.',
    'No members were found',
  ],
  [
    'webhooks',
    'Nothing was sent yet',
    'Add an address, and send a test event to it.',
    'The deliveries could not be loaded.',
    'Error: no webhooks configured',
  ],
  [
    'mandates',
    'No mandates',
    'Payers give them when they pay by direct debit.',
    'The mandates could not be loaded.',
    'Mandates: 0',
  ],
  [
    'invoices',
    'No invoice yet',
    'You get one on the first of each month.',
    'The invoices could not be loaded.',
    'There are no invoices in the selected period',
  ],
  [
    'settlements',
    'Nothing was settled yet',
    'Payments before 17:00 UTC settle the same day.',
    'The settlements could not be loaded.',
    'Null settlements',
  ],
  [
    'reports',
    'No reports',
    'Ask for one, it takes a few minutes.',
    'The reports could not be made.',
    'Report generation has not been initiated',
  ],
  [
    'subscriptions',
    'No subscriptions',
    'They begin when somebody pays with a plan.',
    'The subscriptions could not be loaded.',
    'No data',
  ],
  [
    'api keys',
    'No keys',
    'Make one for each of your systems.',
    'The keys could not be loaded.',
    'Create API key to continue using API keys',
  ],
  [
    'audit log',
    'Nothing happened',
    'Changes of settings are written down here.',
    'The log could not be loaded.',
    'No audit log entries matched',
  ],
  [
    'payment links',
    'No links yet',
    'Make one and send it by e-mail or message.',
    'The links could not be loaded.',
    'Get started with payment links today!',
  ],
]

/** The words of one page: what it says while there is nothing to show. */
export const pageText: Kind = {
  name: 'page-text',
  repository: 'console',
  values: pages.length,
  make: (supply, random) => {
    const { value, market } = supply.next('page-text', pages)
    const [page, empty, hint, error, blamed] = value
    const file = page.replaceAll(' ', '-')
    const camel = page.replace(/ (.)/g, (_, letter: string) => letter.toUpperCase())
    const path = inMarket('src/text', `${file}.ts`, market)
    const right = `  empty: '${empty}',`
    return {
      repository: 'console',
      slug: `text-${file}${market.suffix}`,
      area: 'text',
      nature: 'feat',
      subjects: [
        `Kinder words when there are no ${page}${market.words}`,
        `Texts of the ${page} page${market.words}`,
        `${page.replace(/^./, (letter) => letter.toUpperCase())}: say what to do next${market.words}`,
        `Rewrite the empty state of ${page}${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `The ${page} page says "${blamed}" when there is nothing to show. Give it texts of its own in ${path}: empty ("${empty}"), a hint what to do next, and an error with what to try.`,
          `Texts for the ${page} page, in ${path}. Empty: "${empty}". Hint: "${hint}" Error: "${error}" Nothing that blames the merchant.`,
        ],
        short: [
          `${page} page: empty "${empty}", hint "${hint}"`,
          `texts for ${page} page in src/text, "${blamed}" is awful`,
          `empty state of ${page}: "${empty}"`,
        ],
        chat: [
          `"${blamed}" - who wrote that :D can we have something friendlier on the ${page} page, like "${empty}"`,
          `could you add the texts for ${page}? the writer sent: "${empty}" / "${hint}"`,
          `the ${page} page has no own texts yet, copy is in the ticket: ${empty}. ${hint}`,
        ],
      }),
      must: ['no exclamation marks', 'one sentence each'],
      why: `It said "${blamed}".`,
      intro: random.pick(['I look how texts are kept.', 'Reading src/text.', 'One look at the texts of refunds.']),
      looks: [read('src/text/index.ts'), find('src/text/**/*.ts'), read('src/components/EmptyState.tsx')],
      changes: [
        {
          path,
          to: `/** What the ${page} page says. */\nexport const ${camel}Text = {\n${right}\n  emptyHint: '${hint}',\n  error: '${error} Try again in a minute.',\n}\n`,
        },
      ],
      slip: {
        path,
        right,
        wrong: `  empty: '${empty}!',`,
        complaint: random.pick(['no exclamation mark', 'we do not shout. without the !', 'please no "!"']),
        answer: 'Without it now.',
      },
      check: {
        command: 'npm run build && npm test',
        about: 'Build and test',
        passes: vitestPasses([['src/lib/format.test.ts', 4]], random.integer(700, 1600)),
        fails: '',
        seconds: 13,
      },
      answer: random.pick([
        `The texts are in \`${path}\`; the page itself does not exist in this repository yet.`,
        'Three texts, as given. I would say "in a minute" only once, in the error.',
        'Done, nothing else changed.',
      ]),
    }
  },
}
