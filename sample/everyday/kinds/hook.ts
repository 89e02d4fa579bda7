import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { read, search } from '../../script.ts'
import { inMarket, type Kind, wordings } from '../task.ts'

const lists: readonly [name: string, path: string, fields: string, filter: string][] = [
  ['Payouts', 'payouts', 'amount: number; currency: string; state: string; plannedFor: string', 'state'],
  ['Disputes', 'disputes', 'payment: string; reason: string; dueAt: string; state: string', 'reason'],
  ['Settlements', 'settlements', 'day: string; sum: number; currency: string; state: string', 'currency'],
  ['Terminals', 'terminals', 'label: string; lastSeenAt: string; state: string', 'state'],
  ['Mandates', 'mandates', 'payer: string; scheme: string; state: string', 'scheme'],
  ['Webhooks', 'webhook-deliveries', 'event: string; status: number; at: string; state: string', 'event'],
  ['Invoices', 'invoices', 'number: string; total: number; currency: string; state: string', 'currency'],
  ['Members', 'members', 'name: string; role: string; state: string', 'role'],
  ['Reports', 'reports', 'month: string; kind: string; state: string', 'kind'],
  ['ApiKeys', 'api-keys', 'label: string; lastUsedAt: string; scope: string', 'scope'],
  ['Fees', 'fees', 'scheme: string; basisPoints: number; from: string', 'scheme'],
  ['Chargebacks', 'chargebacks', 'payment: string; reason: string; cost: number', 'reason'],
  ['Plans', 'plans', 'name: string; interval: string; amount: number', 'interval'],
]

/** Data for one more list of the console, with a filter. */
export const hook: Kind = {
  name: 'hook',
  repository: 'console',
  values: lists.length,
  make: (supply, random) => {
    const { value, round, market } = supply.next('hook', lists)
    const [name, endpoint, fields, filter] = value
    const row = `${name.replace(/s$/, '')}Row`
    const path = inMarket('src/api', `use${name}.ts`, market)
    const testPath = inMarket('src/api', `by${name}.test.ts`, market)
    const client = round === 0 ? './client' : '../client'
    const right = `  return wanted === '' ? rows : rows.filter((row) => row.${filter}.toLowerCase() === wanted)`
    return {
      repository: 'console',
      slug: `${endpoint}-list${market.suffix}`,
      area: 'api',
      nature: 'feat',
      subjects: [
        `Load ${name.toLowerCase()} and filter them by ${filter}${market.words}`,
        `use${name}${market.words}`,
        `${name}: data and a filter for ${filter}${market.words}`,
        `Fetch the list of ${name.toLowerCase()}${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `Hook use${name} for GET /${endpoint}, like useRefunds, plus a pure function that filters the rows by ${filter}. Test the function, not the hook.`,
          `The ${name.toLowerCase()} page needs its data: GET /${endpoint} through react-query, types for the row, and a filter by ${filter} that works on what is loaded.`,
          `Please write use${name}. Same shape as useRefunds; the row has ${fields}. Filtering by ${filter} is a function of its own.`,
        ],
        short: [
          `use${name} hook + filter by ${filter}${market.words}`,
          `data for ${name.toLowerCase()} page: GET /${endpoint}, filter ${filter}${market.words}`,
          `/${endpoint} -> use${name}, like useRefunds. filter fn for ${filter}${market.words}`,
        ],
        chat: [
          `I need the ${name.toLowerCase()} for the new page, with a filter for ${filter}. there is useRefunds already, do it like that one`,
          `backend finished /${endpoint} :) can you write the hook? and one should be able to filter by ${filter}`,
          `starting with the ${name.toLowerCase()} page. first the data: use${name}, rows have ${fields}. filter by ${filter} in the browser, there are never more than 200`,
          `could you do for ${name.toLowerCase()} what we have for refunds? plus filtering by ${filter}`,
        ],
      }),
      must: ['upper and lower case do not matter', 'an empty filter gives every row'],
      why: `The page for ${name.toLowerCase()} needs it.`,
      intro: random.pick(['Reading `useRefunds` and the client.', 'I take `useRefunds` as the model.']),
      looks: [read('src/api/useRefunds.ts'), read('src/api/client.ts'), search('useQuery', 'src')],
      changes: [
        {
          path,
          to: `import { useQuery } from '@tanstack/react-query'\nimport { get } from '${client}'\n\nexport interface ${row} {\n  id: string\n${fields
            .split('; ')
            .map((each) => `  ${each}`)
            .join(
              '\n',
            )}\n}\n\nexport const use${name} = () => useQuery({ queryKey: ['${endpoint}'], queryFn: () => get<${row}[]>('/${endpoint}') })\n\n/** Rows with this ${filter}; all of them for an empty filter. */\nexport const by${name}Filter = (rows: ${row}[], text: string): ${row}[] => {\n  const wanted = text.trim().toLowerCase()\n${right}\n}\n`,
        },
      ],
      test: {
        path: testPath,
        content: `import { expect, test } from 'vitest'\nimport { by${name}Filter, type ${row} } from './use${name}'\n\nconst rows = [\n  { id: '1', ${filter}: 'First' },\n  { id: '2', ${filter}: 'second' },\n] as ${row}[]\n\ntest('filters by ${filter}, whatever the case', () => {\n  expect(by${name}Filter(rows, ' FIRST').map((row) => row.id)).toEqual(['1'])\n})\n\ntest('an empty filter gives everything', () => {\n  expect(by${name}Filter(rows, '')).toHaveLength(2)\n})\n`,
      },
      slip: {
        path,
        tested: true,
        right,
        wrong: `  return rows.filter((row) => row.${filter} === text)`,
        complaint: random.pick([
          `when I clear the field the list is empty, it must show everything then`,
          `empty filter shows nothing. also case`,
          `tried it: typing "FIRST" finds nothing and clearing the field empties the table`,
        ]),
        answer: 'An empty filter gives every row now, and case does not matter.',
      },
      check: {
        command: 'npx vitest run src/api',
        about: 'Run the tests',
        passes: vitestPasses([[testPath, 2]], 640),
        fails: vitestFails(
          testPath,
          [
            [
              'an empty filter gives everything',
              'AssertionError: expected [] to have a length of 2 but got +0',
              `${testPath}:14:39`,
            ],
          ],
          1,
        ),
        seconds: 3.2,
      },
      answer: random.pick([
        `\`use${name}\` and \`by${name}Filter\` are in place, two tests on the filter.`,
        `Done. The filter is a plain function, so that the page can use it on what is loaded.`,
      ]),
    }
  },
}
