import type { Errand } from './errand.ts'

const repository = 'ledger' as const

export const ledgerErrands: readonly Errand[] = [
  {
    repository,
    slug: 'opening-balance',
    area: 'statement',
    nature: 'fix',
    subjects: ['Count entries at midnight to their own day', 'Opening balance took the first entry of the period'],
    asks: {
      full: 'statement.Opening counts an entry that was posted exactly at the beginning of the period as if it were before. An entry at 00:00:00 belongs to the period.',
      short: 'statement.Opening off by one at midnight. entry at `from` belongs to the period',
      chat: 'a merchant sees one payment twice: in the opening balance and in the list. it was posted at 00:00:00 sharp, could that be it?',
    },
    why: 'The first entry was in the opening balance and in the list.',
    changes: [
      {
        path: 'internal/statement/statement.go',
        from: '		if !line.PostedAt.After(from) {',
        to: '		if line.PostedAt.Before(from) {',
      },
    ],
    test: {
      path: 'internal/statement/statement_test.go',
      content: `package statement

import (
	"testing"
	"time"
)

func TestOpeningLeavesOutTheFirstInstant(t *testing.T) {
	from := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	lines := []Line{{from.Add(-time.Second), 500}, {from, 70}}
	if got := Opening(lines, from); got != 500 {
		t.Errorf("want 500, got %d", got)
	}
}
`,
      tests: 1,
      fails: ['TestOpeningLeavesOutTheFirstInstant', 'statement_test.go:12: want 500, got 570'],
    },
    answer: '`Opening` takes what lies before the period, no longer its first instant.',
  },
  {
    repository,
    slug: 'negative-amounts',
    area: 'format',
    nature: 'fix',
    subjects: ['Write small negative amounts with their sign', 'format: -5 is -0.05'],
    asks: {
      full: 'format.Amount writes -5 as "0.-5". It must be "-0.05"; -1999 is "-19.99".',
      short: 'format.Amount(-5) gives 0.-5',
      chat: 'there is a "0.-5" in the export for finance, looks like negative numbers below one are not handled',
    },
    pasted: '2026-02-11;fee:card;0.-5;EUR',
    why: 'Division keeps the sign on both halves.',
    changes: [
      {
        path: 'internal/format/amount.go',
        from: '	return fmt.Sprintf("%d.%02d", minor/100, minor%100)',
        to: '	sign := ""\n	if minor < 0 {\n		sign, minor = "-", -minor\n	}\n	return fmt.Sprintf("%s%d.%02d", sign, minor/100, minor%100)',
      },
    ],
    test: {
      path: 'internal/format/amount_test.go',
      content: `package format

import "testing"

func TestAmount(t *testing.T) {
	for minor, want := range map[int64]string{1999: "19.99", 5: "0.05", -5: "-0.05", -1999: "-19.99"} {
		if got := Amount(minor); got != want {
			t.Errorf("%d: want %s, got %s", minor, want, got)
		}
	}
}
`,
      tests: 1,
      fails: ['TestAmount', 'amount_test.go:8: -5: want -0.05, got 0.-5'],
    },
    answer: 'The sign is written first, then the digits.',
  },
  {
    repository,
    slug: 'account-names',
    area: 'account',
    nature: 'fix',
    subjects: ['Do not panic on accounts without a colon', 'Owner panics for "suspense"'],
    asks: {
      full: 'account.Owner panics for accounts without a colon such as "suspense", and cuts "merchant:7:eu" to "7". Everything behind the first colon is the owner; without a colon there is none.',
      short: 'account.Owner panics w/o colon. strings.Cut',
      chat: 'panic in the nightly run, see below. can you make that safe?',
    },
    pasted: 'panic: runtime error: index out of range [1] with length 1\n\ninternal/account/name.go:12 +0x3c',
    why: 'The suspense account has no owner.',
    changes: [
      {
        path: 'internal/account/name.go',
        from: '	return strings.Split(account, ":")[1]',
        to: '	_, owner, _ := strings.Cut(account, ":")\n	return owner',
      },
    ],
    answer: '`Owner` gives everything behind the first colon, or nothing. `Kind` was safe already.',
  },
  {
    repository,
    slug: 'end-of-month',
    area: 'period',
    nature: 'fix',
    subjects: ['Stay within the next month', 'NextMonth skipped February'],
    asks: {
      full: 'period.NextMonth(31 January) gives 3 March. It should be the last day of February. Keep the day where the month has it.',
      short: 'NextMonth(31 jan) = 3 mar, should be 28 feb',
      chat: 'invoices of merchants who joined on the 31st skip february. it is AddDate I think',
    },
    must: ['31 January gives 28 February, 29 in leap years', '15 March gives 15 April'],
    why: 'AddDate carries the days that the month does not have.',
    changes: [
      {
        path: 'internal/period/period.go',
        from: '// NextMonth is the same day a month later.\nfunc NextMonth(day time.Time) time.Time {\n	return day.AddDate(0, 1, 0)\n}',
        to: '// NextMonth is the same day a month later, or the last one of that month.\nfunc NextMonth(day time.Time) time.Time {\n	next := day.AddDate(0, 1, 0)\n	if next.Day() != day.Day() {\n		return next.AddDate(0, 0, -next.Day())\n	}\n	return next\n}',
      },
    ],
    test: {
      path: 'internal/period/period_test.go',
      content: `package period

import (
	"testing"
	"time"
)

func TestNextMonthStaysInIt(t *testing.T) {
	got := NextMonth(time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC))
	if got.Format(time.DateOnly) != "2026-02-28" {
		t.Errorf("want 2026-02-28, got %s", got.Format(time.DateOnly))
	}
}
`,
      tests: 1,
      fails: ['TestNextMonthStaysInIt', 'period_test.go:11: want 2026-02-28, got 2026-03-03'],
    },
    answer: 'Where the day does not exist it takes the last one of the month.',
  },
  {
    repository,
    slug: 'workers-default',
    area: 'config',
    nature: 'fix',
    subjects: ['Run four workers unless told otherwise', 'No WORKERS meant no workers'],
    asks: {
      full: 'config.Workers gives 0 when WORKERS is missing or no number, and then nothing is posted, without a word. Default to 4, refuse to start on nonsense.',
      short: 'WORKERS unset -> 0 workers. default 4, error on garbage',
      chat: 'the new staging host did nothing for a day because WORKERS was not set. can we have a default?',
    },
    why: 'A host without the variable did nothing and said nothing.',
    changes: [
      {
        path: 'internal/config/config.go',
        from: '// Workers is how many postings run at once.\nfunc Workers() int {\n	n, _ := strconv.Atoi(os.Getenv("WORKERS"))\n	return n\n}',
        to: '// Workers is how many postings run at once: four, unless WORKERS says otherwise.\nfunc Workers() (int, error) {\n	text := os.Getenv("WORKERS")\n	if text == "" {\n		return 4, nil\n	}\n	n, err := strconv.Atoi(text)\n	if err != nil || n < 1 {\n		return 0, fmt.Errorf("WORKERS must be a positive number, not %q", text)\n	}\n	return n, nil\n}',
      },
      { path: 'internal/config/config.go', from: 'import (\n	"os"', to: 'import (\n	"fmt"\n	"os"' },
    ],
    answer: 'Four by default; anything that is no positive number is an error at the start.',
  },
  {
    repository,
    slug: 'csv-formulas',
    area: 'export',
    nature: 'fix',
    subjects: ['Quote cells, and defuse formulas', 'Exports could run formulas in spreadsheets'],
    asks: {
      full: 'export.Cell does not double quotes inside of a value, and a merchant called "=HYPERLINK(...)" becomes a formula in the spreadsheet of whoever opens it. Double the quotes, put an apostrophe before =, +, - and @.',
      short: "export.Cell: double quotes, prefix =+-@ with '",
      chat: 'security asked whether our csv exports are safe against formula injection. I think not. can you fix Cell?',
    },
    why: 'Names of merchants end up in spreadsheets.',
    changes: [
      {
        path: 'internal/export/cell.go',
        from: '	return "\\"" + text + "\\""',
        to: '	if strings.ContainsAny(text[:min(1, len(text))], "=+-@") {\n		text = "\'" + text\n	}\n	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`',
      },
      { path: 'internal/export/cell.go', from: 'package export\n', to: 'package export\n\nimport "strings"\n' },
    ],
    slip: {
      path: 'internal/export/cell.go',
      right: 'text[:min(1, len(text))], "=+-@"',
      wrong: 'text, "=+-@"',
      complaint: 'only at the beginning, otherwise every e-mail address gets an apostrophe',
      answer: 'Only the first character counts now.',
    },
    answer:
      'Quotes are doubled and nothing begins a formula any more. Amounts are written by `format`, they keep their minus.',
  },
  {
    repository,
    slug: 'convert-overflow',
    area: 'rate',
    nature: 'fix',
    subjects: ['Convert big amounts without overflow', 'rate.Convert overflows above 9 million'],
    asks: {
      full: 'rate.Convert multiplies before it divides: amount * rate overflows int64 for the yearly sums of our biggest merchant. Use math/bits or big.Int, round half away from zero.',
      short: 'rate.Convert overflows int64, use big.Int',
      chat: 'the yearly report shows a NEGATIVE turnover for one merchant, looks like an overflow in Convert?',
    },
    pasted: 'Convert(9_400_000_000_000, 1_084_500) = -825...',
    why: 'Yearly sums do not fit once they are multiplied.',
    changes: [
      {
        path: 'internal/rate/rate.go',
        from: '	return amount * rate / 1_000_000',
        to: '	product := new(big.Int).Mul(big.NewInt(amount), big.NewInt(rate))\n	return product.Quo(product, big.NewInt(1_000_000)).Int64()',
      },
      { path: 'internal/rate/rate.go', from: 'package rate\n', to: 'package rate\n\nimport "math/big"\n' },
    ],
    answer: 'It multiplies as `big.Int`. It cuts instead of rounding, as before; say if the report needs rounding.',
  },
  {
    repository,
    slug: 'nightly-lock',
    area: 'lock',
    nature: 'fix',
    subjects: ['Skip the nightly run where another host has it', 'Do not wait for the nightly lock'],
    asks: {
      full: 'lock.Nightly waits for the lock, so the second host runs everything again as soon as the first is done. Use pg_try_advisory_lock and say whether we got it. The lock must stay on one connection.',
      short: 'nightly runs twice. try_advisory_lock, return bool',
      chat: 'we got every nightly report twice this morning, both hosts ran. the lock waits instead of giving up I think',
    },
    why: 'The second host waited and then ran everything again.',
    changes: [
      {
        path: 'internal/lock/lock.go',
        from: '// Nightly takes the lock of the nightly run, so that only one host does it.\nfunc Nightly(ctx context.Context, pool *pgxpool.Pool) error {\n	_, err := pool.Exec(ctx, "select pg_advisory_lock(7100)")\n	return err\n}',
        to: '// Nightly says whether this host does the nightly run. The lock lives as long as the connection.\nfunc Nightly(ctx context.Context, connection *pgxpool.Conn) (bool, error) {\n	var ours bool\n	err := connection.QueryRow(ctx, "select pg_try_advisory_lock(7100)").Scan(&ours)\n	return ours, err\n}',
      },
    ],
    slip: {
      path: 'internal/lock/lock.go',
      right: 'connection *pgxpool.Conn',
      wrong: 'connection *pgxpool.Pool',
      complaint: 'not on the pool, then the lock sits on a random connection',
      answer: 'It takes one connection now; the caller acquires and keeps it.',
    },
    answer: 'It tries, and tells whether this host has the run.',
  },
  {
    repository,
    slug: 'race-detector',
    area: 'make',
    nature: 'test',
    subjects: ['Run the tests with the race detector', 'make test: -race'],
    asks: {
      full: 'Let `make test` run with -race. If it finds something, tell me, do not fix it.',
      short: 'make test with -race',
      chat: 'can we have -race in make test? I would like to know what it finds but please only tell me',
    },
    why: 'The counters are written from several goroutines.',
    changes: [{ path: 'Makefile', from: '	go test ./...', to: '	go test -race ./...' }],
    answer:
      'It runs with -race and finds nothing in what has tests. `metrics.registered` is written without a lock, but only while the packages are set up.',
  },
  {
    repository,
    slug: 'errorlint',
    area: 'lint',
    nature: 'chore',
    subjects: ['Let the linter look at wrapped errors', 'Enable errorlint'],
    asks: {
      full: 'Enable errorlint in .golangci.yml. List what it complains about today.',
      short: 'enable errorlint',
      chat: 'I just reviewed an err == ErrX again, can the linter catch that?',
    },
    why: 'Comparisons with == miss wrapped errors.',
    changes: [{ path: '.golangci.yml', from: '    - govet\n', to: '    - errorlint\n    - govet\n' }],
    answer: 'Enabled; nothing complains today.',
  },
  {
    repository,
    slug: 'readme-words',
    area: 'readme',
    nature: 'docs',
    subjects: ['Explain debits, credits and accounts', 'README: words'],
    asks: {
      full: 'Add a section to the README for people who never did bookkeeping: what an account is called (merchant:7), which sign means what, why nothing is ever updated.',
      short: 'readme: explain signs + account names',
      chat: 'priya asked me which way round the signs are and I had to look it up myself. can you put that into the readme',
    },
    why: 'Asked for the third time.',
    changes: [
      {
        path: 'README.md',
        from: '    make test      # unit tests',
        to: '## Words\n\n- **account**: who, and which of theirs: `merchant:7`, `payer:3`, `fee:card`\n- **debit**: a positive amount. **credit**: a negative one\n- **reversing transaction**: how a mistake is corrected; entries are never changed\n\n## Start\n\n    make test      # unit tests',
      },
    ],
    answer: 'Three words, with the examples that are in the tests.',
  },
]
