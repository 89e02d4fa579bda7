import { goFails, goPasses } from '../../play/outputs.ts'
import { read, search } from '../../script.ts'
import { capitalised, inMarket, type Kind, wordings } from '../task.ts'

const queries: readonly [
  name: string,
  gives: string,
  query: [right: string, wrong: string],
  complaint: string,
  asked: string,
][] = [
  [
    'balance_on',
    'the balance of an account on a day',
    [
      'select coalesce(sum(amount), 0) from entry where account = $1 and posted_at < $2::date + 1',
      'select coalesce(sum(amount), 0) from entry where account = $1 and posted_at <= $2::date',
    ],
    'that stops at midnight in the morning, the day itself is missing',
    'auditors ask for balances on the last of the month',
  ],
  [
    'largest',
    'the largest entries of a day',
    [
      'select abs(amount) from entry where posted_at::date = $2 and account like $1 order by 1 desc limit 1',
      'select amount from entry where posted_at::date = $2 and account like $1 order by 1 desc limit 1',
    ],
    'credits are negative, take abs()',
    'risk looks at them every morning',
  ],
  [
    'turnover',
    'the turnover of an account',
    [
      'select coalesce(sum(amount) filter (where amount > 0), 0) from entry where account = $1 and posted_at >= $2',
      'select coalesce(sum(amount), 0) from entry where account = $1 and posted_at >= $2',
    ],
    'turnover is debits only, this is the balance',
    'the limits of new merchants depend on it',
  ],
  [
    'quiet_days',
    'how many days an account has been quiet',
    [
      'select coalesce(extract(day from $2::timestamptz - max(posted_at)), 0)::bigint from entry where account = $1',
      'select extract(day from $2::timestamptz - max(posted_at))::bigint from entry where account = $1',
    ],
    'null for accounts without entries, Scan fails',
    'dormant accounts are closed after two years',
  ],
  [
    'reversal_count',
    'how often an account was corrected',
    [
      "select count(*) from entry where account = $1 and transaction like 'reversal:%' and posted_at >= $2",
      "select count(distinct account) from entry where account = $1 and transaction like 'reversal:%' and posted_at >= $2",
    ],
    'count distinct account is always 1',
    'too many corrections are a sign of a bug',
  ],
  [
    'currencies',
    'in how many currencies an account has money',
    [
      'select count(*) from (select 1 from entry where account = $1 and posted_at < $2 group by currency having sum(amount) <> 0) c',
      'select count(distinct currency) from entry where account = $1 and posted_at < $2',
    ],
    'only those that are not zero',
    'the console draws a line for each',
  ],
  [
    'first_day',
    'since when an account is used',
    [
      'select coalesce(extract(epoch from min(posted_at)), 0)::bigint from entry where account = $1 and posted_at < $2',
      'select coalesce(extract(epoch from max(posted_at)), 0)::bigint from entry where account = $1 and posted_at < $2',
    ],
    'max is the last day, not the first',
    'support is asked for it',
  ],
  [
    'fee_share',
    'what part of a turnover was fees',
    [
      "select coalesce(sum(amount) filter (where account like 'fee:%') * -10000 / nullif(sum(amount) filter (where account = $1), 0), 0) from entry where posted_at >= $2",
      "select sum(amount) filter (where account like 'fee:%') * -10000 / sum(amount) filter (where account = $1) from entry where posted_at >= $2",
    ],
    'division by zero for a merchant without turnover',
    'sales want to see who pays more than agreed',
  ],
]

const camel = (name: string) => name.split('_').map(capitalised).join('')

/** One more question that the ledger answers. */
export const ledgerQuery: Kind = {
  name: 'ledger-query',
  repository: 'ledger',
  values: queries.length,
  make: (supply, random) => {
    const { value, market } = supply.next('ledger-query', queries)
    const [name, gives, [query, mistaken], complaint, asked] = value
    const path = inMarket('internal/query', `${name}.go`, market)
    const testPath = path.replace('.go', '_test.go')
    const folder = path.replace(/\/[^/]+$/, '')
    const constant = `${camel(name).replace(/^./, (letter) => letter.toLowerCase())}Query`
    const right = `const ${constant} = "${query}"`
    return {
      repository: 'ledger',
      slug: `query-${name.replaceAll('_', '-')}${market.suffix}`,
      area: 'query',
      nature: 'feat',
      subjects: [
        `Answer ${gives}${market.words}`,
        `query.${camel(name)}${market.words}`,
        `${capitalised(gives)}${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `We need ${gives}; ${asked}. A function query.${camel(name)}(ctx, replica, account, at) that gives an int64, one query, on the replica. No rows is not an error.`,
          `query.${camel(name)}: ${gives}. ${capitalised(asked)}, and today somebody writes the SQL by hand.`,
          `Add ${gives} to internal/query (${camel(name)}). Account and time go in, int64 comes out.`,
        ],
        short: [
          `query.${camel(name)}: ${gives}${market.words}`,
          `need ${gives}${market.words}, internal/query`,
          `${camel(name)}(account, at): ${gives}${market.words}`,
        ],
        chat: [
          `could you write a function that gives ${gives}${market.words}? ${asked}`,
          `${asked}. so: ${gives}, as a function in internal/query please`,
          `is there a way to get ${gives}? if not, can we add one`,
        ],
      }),
      must: ['one query', 'from the replica', 'an account without entries gives 0'],
      why: `${capitalised(asked)}.`,
      intro: random.pick([
        'I take balance.Of as the model.',
        'Reading how balances are read.',
        'Looking at the columns first.',
      ]),
      looks: [read('internal/balance/balance.go'), search('QueryRow', 'internal'), read('migrations/0001_entry.sql')],
      changes: [
        {
          path,
          to: `package query\n\nimport (\n\t"context"\n\t"fmt"\n\t"time"\n\n\t"github.com/jackc/pgx/v5/pgxpool"\n)\n\n${right}\n\n// ${camel(name)} gives ${gives}.\nfunc ${camel(name)}(ctx context.Context, replica *pgxpool.Pool, account string, at time.Time) (int64, error) {\n\tvar value int64\n\tif err := replica.QueryRow(ctx, ${constant}, account, at).Scan(&value); err != nil {\n\t\treturn 0, fmt.Errorf("${name.replaceAll('_', ' ')} of %s: %w", account, err)\n\t}\n\treturn value, nil\n}\n`,
        },
      ],
      test: {
        path: testPath,
        content: `package query\n\nimport (\n\t"strings"\n\t"testing"\n)\n\nfunc Test${camel(name)}TakesBothParameters(t *testing.T) {\n\tfor _, parameter := range []string{"$1", "$2"} {\n\t\tif !strings.Contains(${constant}, parameter) {\n\t\t\tt.Errorf("%s is not used", parameter)\n\t\t}\n\t}\n}\n`,
      },
      slip: {
        path,
        right,
        wrong: `const ${constant} = "${mistaken}"`,
        complaint,
        answer: random.pick([
          'Changed. I tried it on the copy with three accounts.',
          `It reads \`${query}\` now.`,
          'Right. The query is corrected.',
        ]),
      },
      check: {
        command: `go test ./${folder}/...`,
        about: 'Run the tests',
        passes: goPasses([[folder, 0.1 + random.next() / 5]]),
        fails: goFails(folder, `Test${camel(name)}TakesBothParameters`, [
          `${testPath.split('/').at(-1)}:10: undefined: ${constant}`,
        ]),
        seconds: 4.4,
      },
      answer: random.pick([
        `\`query.${camel(name)}\` gives ${gives}. Without a database the test can only look at the text of the query.`,
        'One query, on the replica; an account that does not exist gives 0.',
        `Done. For a big account it reads many entries; the running balance would not help here.`,
      ]),
    }
  },
}
