import { goFails, goPasses } from '../../play/outputs.ts'
import { find, read } from '../../script.ts'
import { capitalised, inMarket, type Kind, wordings } from '../task.ts'

const reports: readonly [name: string, about: string, columns: string[], wrong: string, complaint: string][] = [
  [
    'fees',
    'fees by merchant and month',
    ['month', 'merchant', 'currency', 'fee'],
    'merchant',
    'month first, finance sorts by the first column',
  ],
  [
    'payouts',
    'payouts by day',
    ['day', 'merchant', 'currency', 'amount'],
    'merchant',
    'the day comes first as in the other exports',
  ],
  [
    'open_refunds',
    'refunds that have not been settled',
    ['refund', 'payment', 'currency', 'amount', 'age_days'],
    'payment',
    'the refund id is the key, it goes first',
  ],
  [
    'dormant',
    'money on accounts without movement',
    ['account', 'currency', 'amount', 'last_entry'],
    'currency',
    'account first',
  ],
  [
    'reversals',
    'reversing transactions and what they reverse',
    ['transaction', 'reverses', 'posted_at', 'reason'],
    'reverses',
    'you swapped the two ids',
  ],
  [
    'reserve',
    'reserves held for merchants',
    ['merchant', 'currency', 'held', 'until'],
    'currency',
    'merchant first please',
  ],
  ['chargeback_cost', 'what chargebacks cost', ['month', 'scheme', 'count', 'cost'], 'scheme', 'month first'],
  ['interchange', 'interchange by card scheme', ['scheme', 'region', 'count', 'fee'], 'region', 'scheme, then region'],
  ['fx', 'gains and losses from currencies', ['day', 'pair', 'gain'], 'pair', 'day first'],
  [
    'trial_balance',
    'the trial balance',
    ['account_class', 'currency', 'debit', 'credit'],
    'currency',
    'auditors want the class first',
  ],
  ['vat', 'VAT on fees', ['month', 'country', 'rate', 'vat'], 'country', 'month, then country'],
  [
    'early_payouts',
    'payouts before the settlement',
    ['payout', 'merchant', 'currency', 'amount', 'days_early'],
    'merchant',
    'payout id first',
  ],
  ['account_age', 'the age of accounts by kind', ['kind', 'year', 'count'], 'year', 'kind first, then year'],
  [
    'write_offs',
    'amounts that were written off',
    ['month', 'reason', 'currency', 'amount'],
    'reason',
    'month first as everywhere',
  ],
  [
    'limits',
    'merchants near their limit',
    ['merchant', 'limit', 'used', 'percent'],
    'percent',
    'merchant goes first, they sort by the last column themselves',
  ],
  ['unmatched', 'bank lines without a transaction', ['booked_on', 'reference', 'amount'], 'reference', 'date first'],
]

const camel = (name: string) =>
  name
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')

/** One more export for the people in finance. */
export const report: Kind = {
  name: 'report',
  repository: 'ledger',
  values: reports.length,
  make: (supply, random) => {
    const { value, market } = supply.next('report', reports)
    const [name, about, columns, wrong, complaint] = value
    const path = inMarket('internal/reports', `${name}.go`, market)
    const testPath = path.replace('.go', '_test.go')
    const folder = path.replace(/\/[^/]+$/, '')
    const list = (names: readonly string[]) => names.map((each) => `"${each}"`).join(', ')
    const right = `	return []string{${list(columns)}}`
    return {
      repository: 'ledger',
      slug: `report-${name.replaceAll('_', '-')}${market.suffix}`,
      area: 'reports',
      nature: 'feat',
      subjects: [
        `Export ${about}${market.words}`,
        `${capitalised(about)} as CSV${market.words}`,
        `Finance gets ${about}${market.words}`,
        `CSV with ${about}${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `Finance needs an export of ${about}, as CSV. A type in ${folder} with Header() and Write(w, rows). Test the whole output for two rows.`,
          `Today somebody puts ${about} together by hand every month. Make it an export: ${columns.join(', ')}.`,
          `Export ${about} for the auditors. They import it, so the header has to be exactly ${columns.join(',')}.`,
          `New report in ${folder}: ${about}. Columns ${columns.join(', ')}. Rows come from the caller.`,
        ],
        short: [
          `csv export: ${about}. columns ${columns.join(', ')}${market.words}`,
          `report ${name}: ${columns.join(',')}${market.words}`,
          `${about} as csv${market.words}`,
        ],
        chat: [
          `finance asked for ${about} as csv, they sent these columns: ${columns.join(', ')}. can you add that to the reports?`,
          `month end is coming and somebody has to copy ${about} into a sheet again. could we just export it? ${columns.join(', ')}`,
          `can you write the export for ${about}? header should be ${columns.join(', ')}, in that order`,
          `the controller wants ${about}. I said it is a csv away, please do not make me a liar. columns: ${columns.join(', ')}`,
        ],
      }),
      must: [`columns in this order: ${columns.join(', ')}`, 'minor units, no formatting'],
      why: random.pick([
        'Finance asked for it.',
        'It was put together by hand every month.',
        'The auditors import it.',
        'Needed for the month end.',
      ]),
      intro: random.pick([
        'I look at what reports there are.',
        'Reading the entry type and the other exports.',
        'Let me see how rows are written elsewhere.',
      ]),
      looks: [find('internal/reports/**/*.go'), read('internal/ledger/entry.go')],
      changes: [
        {
          path,
          to: `package reports\n\nimport (\n	"encoding/csv"\n	"io"\n)\n\n// ${camel(name)} exports ${about}.\ntype ${camel(name)} struct{}\n\n// Header names the columns.\nfunc (${camel(name)}) Header() []string {\n${right}\n}\n\n// Write writes the header and the rows.\nfunc (r ${camel(name)}) Write(w io.Writer, rows [][]string) error {\n	out := csv.NewWriter(w)\n	if err := out.Write(r.Header()); err != nil {\n		return err\n	}\n	return out.WriteAll(rows)\n}\n`,
        },
      ],
      test: {
        path: testPath,
        content: `package reports\n\nimport (\n	"strings"\n	"testing"\n)\n\nfunc Test${camel(name)}(t *testing.T) {\n	var out strings.Builder\n	if err := (${camel(name)}{}).Write(&out, [][]string{{${list(columns.map((_, index) => String(index)))}}}); err != nil {\n		t.Fatal(err)\n	}\n	want := "${columns.join(',')}\\n${columns.map((_, index) => index).join(',')}\\n"\n	if out.String() != want {\n		t.Errorf("want %q, got %q", want, out.String())\n	}\n}\n`,
      },
      slip: {
        path,
        right,
        wrong: `	return []string{${list([wrong, ...columns.filter((each) => each !== wrong)])}}`,
        complaint,
        answer: `The columns are in the order you gave: ${columns.join(', ')}. The test holds it now.`,
        tested: true,
      },
      check: {
        command: 'go test ./internal/reports/...',
        about: 'Run the tests of the reports',
        passes: goPasses([[folder, 0.15 + random.next() / 5]]),
        fails: goFails(folder, `Test${camel(name)}`, [`${testPath.split('/').at(-1)}:10: undefined: ${camel(name)}`]),
        seconds: 5,
      },
      answer: random.pick([
        `\`reports.${camel(name)}\` writes ${about}. The query is not part of it, rows come from the caller.`,
        `The export is there with a test of the whole output.`,
        `Done: header ${columns.join(', ')}, rows as they come.`,
      ]),
    }
  },
}
