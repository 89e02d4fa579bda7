import { goFails, goPasses } from '../../play/outputs.ts'
import { find, read } from '../../script.ts'
import { capitalised, inMarket, type Kind, wordings } from '../task.ts'

const checks: readonly [
  name: string,
  about: string,
  query: string,
  swap: [right: string, wrong: string],
  complaint: string,
][] = [
  [
    'unbalanced',
    'transactions whose entries do not add up to zero',
    'select transaction from entry group by transaction, currency having sum(amount) <> 0',
    [', currency having', ' having'],
    'group by currency as well, a transaction with EUR and SEK legs sums across currencies otherwise',
  ],
  [
    'single_leg',
    'transactions with a single entry',
    'select transaction from entry group by transaction having count(*) = 1',
    ['= 1', '< 1'],
    'count(*) = 1, not < 1. as it is it never finds anything',
  ],
  [
    'future',
    'entries that were posted for the future',
    "select id::text from entry where posted_at > now() + interval '1 hour'",
    [" + interval '1 hour'", ''],
    'clock skew between hosts is real, leave an hour of room',
  ],
  [
    'zero',
    'entries over nothing',
    'select id::text from entry where amount = 0',
    ['amount = 0', "amount = '0'"],
    'amount is bigint not text, no quotes',
  ],
  [
    'currency',
    'entries whose currency is not three capitals',
    "select id::text from entry where currency !~ '^[A-Z]{3}$'",
    ["'^[A-Z]{3}$'", "'[A-Z]{3}'"],
    'anchor the pattern, EURO passes',
  ],
  [
    'negative_merchant',
    'merchants whose balance is below zero',
    "select account from entry where account like 'merchant:%' group by account having sum(amount) < 0",
    [" where account like 'merchant:%'", ''],
    'merchants only, payers are negative by design',
  ],
  [
    'stale_account',
    'accounts without an entry for a year',
    "select account from entry group by account having max(posted_at) < now() - interval '1 year'",
    ['max(', 'min('],
    'max, not min: this lists every account that is older than a year',
  ],
  [
    'duplicate',
    'transactions that were posted twice',
    'select transaction from entry group by transaction, account, amount having count(*) > 1',
    ['transaction, account, amount', 'transaction, account'],
    'a transaction may have two entries on one account, compare the amount too',
  ],
  [
    'orphan',
    'refunds without the payment that they belong to',
    "select transaction from entry e where transaction like 'refund:%' and not exists (select 1 from entry p where p.transaction = replace(e.transaction, 'refund:', 'payment:'))",
    [
      "not exists (select 1 from entry p where p.transaction = replace(e.transaction, 'refund:', 'payment:'))",
      "replace(transaction, 'refund:', 'payment:') not in (select transaction from entry)",
    ],
    'not exists please, "not in" over 41M rows never comes back',
  ],
  [
    'huge',
    'entries above ten million',
    'select id::text from entry where abs(amount) > 1000000000',
    ['1000000000', '10000000'],
    'minor units! ten million is 1000000000',
  ],
  [
    'weekend',
    'settlements posted on a weekend',
    "select id::text from entry where account like 'settlement:%' and extract(isodow from posted_at) > 5",
    ['isodow', 'dow'],
    'isodow, dow starts with sunday',
  ],
  [
    'fee_sign',
    'fees with the wrong sign',
    "select id::text from entry where account like 'fee:%' and amount > 0",
    ['amount > 0', 'amount < 0'],
    'debits are positive here, a fee that we earn is a credit. other way round',
  ],
  [
    'unknown_account',
    'entries on accounts of no known kind',
    "select distinct account from entry where account !~ '^(merchant|payer|fee|settlement):'",
    ['select distinct', 'select'],
    'distinct, otherwise one bad account fills the hundred',
  ],
  [
    'late_posting',
    'transactions posted a day after they happened',
    "select transaction from entry group by transaction having max(posted_at) - min(posted_at) > interval '1 day'",
    ['> interval', '>= interval'],
    'exactly one day is normal for settlements, > not >=',
  ],
  [
    'refund_over_payment',
    'refunds that are larger than their payment',
    "select r.transaction from entry r join entry p on p.transaction = replace(r.transaction, 'refund:', 'payment:') and p.account = r.account where r.transaction like 'refund:%' and abs(r.amount) > abs(p.amount)",
    ['abs(r.amount) > abs(p.amount)', 'r.amount > p.amount'],
    'one is a debit and the other a credit, compare abs()',
  ],
  [
    'mixed_case',
    'accounts that differ only in case',
    'select min(account) from entry group by lower(account) having count(distinct account) > 1',
    ['count(distinct account)', 'count(account)'],
    'count distinct, otherwise every account with two entries is in it',
  ],
  [
    'gap',
    'hours without a single posting',
    "select extract(epoch from hour)::text from generate_series(now() - interval '1 day', now() - interval '1 hour', '1 hour') hour where not exists (select 1 from entry where posted_at >= hour and posted_at < hour + interval '1 hour')",
    ["< hour + interval '1 hour'", '<= hour'],
    'that looks at one instant, not at the hour',
  ],
  [
    'fee_without_payment',
    'fees that belong to no payment',
    "select transaction from entry f where account like 'fee:%' and not exists (select 1 from entry p where p.transaction = f.transaction and p.account like 'payer:%')",
    ['p.transaction = f.transaction and ', ''],
    'the inner query has to look at the same transaction',
  ],
  [
    'test_account',
    'entries on accounts of test merchants',
    "select id::text from entry where account like 'merchant:test-%'",
    ["'merchant:test-%'", "'%test%'"],
    'there is a real merchant called contest gmbh or so. prefix only',
  ],
]

const camel = (name: string) =>
  name
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')

/** One more check that looks for what must not be in the books. */
export const ledgerCheck: Kind = {
  name: 'ledger-check',
  repository: 'ledger',
  values: checks.length,
  make: (supply, random) => {
    const { value, market } = supply.next('ledger-check', checks)
    const [name, about, query, swap, complaint] = value
    const path = inMarket('internal/checks', `${name}.go`, market)
    const testPath = path.replace('.go', '_test.go')
    const folder = path.replace(/\/[^/]+$/, '')
    const constant = `${name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}Query`
    const right = `const ${constant} = "${query}"`
    return {
      repository: 'ledger',
      slug: `check-${name.replaceAll('_', '-')}${market.suffix}`,
      area: 'checks',
      nature: 'feat',
      subjects: [
        `Look for ${about}${market.words}`,
        `Nightly check for ${about}${market.words}`,
        `Report ${about}${market.words}`,
        `${capitalised(about)} are found at night${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `Add a nightly check to ${folder} that finds ${about}. Oldest first is fine. It answers with what it found. Test the query text for what it must contain, we have no database in unit tests.`,
          `The auditors found ${about} before we did. I want a check that runs every night and lists them.`,
          `Can there be ${about} in our books? There must not. Write the check for ${folder} that would tell us.`,
          `Next check on the list: ${about}. Same shape as the others, one query, ids as text.`,
        ],
        short: [
          `new check: ${about}${market.words}`,
          `check for ${about}${market.words}`,
          `nightly: find ${about}${market.words}`,
          `${about} -> internal/checks${market.words}`,
        ],
        chat: [
          `we had another one of those ("${about}") in the audit, can you write a check for it like the other ones in internal/checks? Go please not sql functions`,
          `do we notice ${about}? I do not think so, could you write a check`,
          `finance asked whether we have ${about}. nobody knew. let us have a nightly check`,
          `I would sleep better with a check for ${about} :)`,
        ],
      }),
      must: ['reads from the replica', 'at most 100 results', 'never fails the run'],
      why: random.pick([
        'The audit found one before we did.',
        'Nobody would notice otherwise.',
        'We had one of these in January, and found it in March.',
        'It must not happen, and nothing prevents it.',
        'Asked for by the auditors.',
      ]),
      intro: random.pick([
        'Let me see what the checks look like now.',
        'I will read the balance query first, it goes to the replica too.',
        `Checking how the replica is passed around.`,
      ]),
      looks: [read('internal/balance/balance.go'), find('internal/checks/**/*.go'), read('internal/ledger/entry.go')],
      changes: [
        {
          path,
          to: `package checks\n\nimport (\n\t"context"\n\t"fmt"\n\n\t"github.com/jackc/pgx/v5/pgxpool"\n)\n\n${right}\n\n// ${camel(name)} finds ${about}, at most a hundred.\nfunc ${camel(name)}(ctx context.Context, replica *pgxpool.Pool) ([]string, error) {\n\trows, err := replica.Query(ctx, ${constant}+" limit 100")\n\tif err != nil {\n\t\treturn nil, fmt.Errorf("check ${name}: %w", err)\n\t}\n\tdefer rows.Close()\n\tvar found []string\n\tfor rows.Next() {\n\t\tvar id string\n\t\tif err := rows.Scan(&id); err != nil {\n\t\t\treturn nil, fmt.Errorf("check ${name}: %w", err)\n\t\t}\n\t\tfound = append(found, id)\n\t}\n\treturn found, rows.Err()\n}\n`,
        },
      ],
      test: {
        path: testPath,
        content: `package checks\n\nimport (\n\t"strings"\n\t"testing"\n)\n\nfunc Test${camel(name)}Query(t *testing.T) {\n\tfor _, part := range []string{"from entry", "${query.split(' from ')[0]}"} {\n\t\tif !strings.Contains(${constant}, part) {\n\t\t\tt.Errorf("%q is missing from %q", part, ${constant})\n\t\t}\n\t}\n}\n`,
      },
      slip: {
        path,
        right,
        wrong: `const ${constant} = "${query.replace(swap[0], () => swap[1])}"`,
        complaint,
        answer: random.pick([
          `Fixed: \`${query}\`.`,
          'You are right, that would have reported the wrong rows. The query says it now.',
          'Changed, and I read the other queries for the same mistake: none has it.',
        ]),
      },
      check: {
        command: 'go test ./internal/checks/...',
        about: 'Run the tests of the checks',
        passes: goPasses([[folder, 0.2 + random.next() / 5]]),
        fails: goFails(folder, `Test${camel(name)}Query`, [`${testPath.split('/').at(-1)}:10: undefined: ${constant}`]),
        seconds: 5.4,
      },
      answer: random.pick([
        `\`checks.${camel(name)}\` finds ${about}. It reads from the replica and stops at 100. It is not in the nightly list yet, that is in the deployment repository.`,
        `The check is written and tested as far as it can be without a database. I would run it once by hand on the replica before it goes live.`,
        `Done, one query and its test.`,
      ]),
    }
  },
}
