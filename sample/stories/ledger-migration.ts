import { goFails, goPasses } from '../play/outputs.ts'
import {
  commit,
  edit,
  find,
  pullRequest,
  push,
  read,
  run,
  runFails,
  say,
  search,
  think,
  turn,
  type WorkItem,
  write,
} from '../script.ts'

const balanceTable = `create table running_balance (
  account text not null,
  currency char(3) not null,
  amount bigint not null,
  last_entry bigint not null,
  primary key (account, currency)
);

comment on table running_balance is 'Sum of all entries up to last_entry. Written by the poster, filled once by cmd/backfill (PAY-71).';
`

const running = `package balance

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Apply adds one entry to the running balance of its account. It must run in the transaction that writes the entry.
func Apply(ctx context.Context, tx pgx.Tx, account, currency string, amount, entry int64) error {
	_, err := tx.Exec(ctx,
		"insert into running_balance (account, currency, amount, last_entry) values ($1, $2, $3, $4) "+
			"on conflict (account, currency) do update set amount = running_balance.amount + excluded.amount, "+
			"last_entry = greatest(running_balance.last_entry, excluded.last_entry)",
		account, currency, amount, entry)
	if err != nil {
		return fmt.Errorf("apply to %s: %w", account, err)
	}
	return nil
}
`

const backfill = `package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const batchQuery = "with batch as (select id, account, currency, amount from entry where id > $1 and id <= $2), " +
	"sums as (select account, currency, sum(amount) as amount, max(id) as last from batch group by 1, 2) " +
	"insert into running_balance as r (account, currency, amount, last_entry) select * from sums " +
	"on conflict (account, currency) do update set amount = r.amount + excluded.amount, last_entry = excluded.last_entry"

func main() {
	size := flag.Int64("batch", 50_000, "entries in one transaction")
	until := flag.Int64("until", 0, "last entry to take; the poster writes those after it")
	flag.Parse()
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		slog.Error("connect", "error", err)
		os.Exit(1)
	}
	defer pool.Close()
	if err := fill(ctx, pool, *size, *until); err != nil {
		slog.Error("backfill", "error", err)
		os.Exit(1)
	}
}

// fill goes through the entries in batches. The position is written in the transaction of the batch, so it can be
// stopped and started again at any time.
func fill(ctx context.Context, pool *pgxpool.Pool, size, until int64) error {
	for {
		var from, to int64
		err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
			if err := tx.QueryRow(ctx, "select position from backfill for update").Scan(&from); err != nil {
				return err
			}
			to = min(from+size, until)
			if _, err := tx.Exec(ctx, batchQuery, from, to); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, "update backfill set position = $1", to)
			return err
		})
		if err != nil {
			return fmt.Errorf("batch after %d: %w", from, err)
		}
		slog.Info("batch", "to", to)
		if to >= until {
			return nil
		}
	}
}
`

const compare = `package main

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
)

const differenceQuery = "select count(*) from (select account, currency, sum(amount) as amount from entry where id <= $1 group by 1, 2) e " +
	"full join running_balance r using (account, currency) where e.amount is distinct from r.amount"

// differences counts accounts whose running balance is not the sum of their entries.
func differences(ctx context.Context, pool *pgxpool.Pool, until int64) (int64, error) {
	var count int64
	err := pool.QueryRow(ctx, differenceQuery, until).Scan(&count)
	return count, err
}
`

/** Running balances, first half: the table, and the poster writes it. Landed in time. */
export const runningBalances: WorkItem = {
  name: 'running-balances',
  repository: 'ledger',
  branch: 'ada/pay-71-running-balances',
  moments: [
    {
      do: 'session',
      by: 'ada',
      agent: 'claude',
      day: 24,
      hour: 9.4,
      title: 'running-balances',
      weight: 5,
      turns: [
        turn(
          'PAY-71. Balances get slower with age because balance.Of adds up every entry. I want a running balance per account and currency, written by the poster in the same transaction. First half only: table and writing; reading still goes to the entries until the back-fill is done. Make a plan first, name what could go wrong with concurrent postings to one account.',
          [
            think(
              'Concurrent postings to one account: with an upsert the row is locked until the other commits, so sums are right but hot accounts serialise. Lock order matters when a transaction touches several accounts.',
            ),
            {
              do: 'delegate',
              type: 'Explore',
              task: 'Find every caller of Post',
              prompt:
                'Find every place in this repository that posts transactions or writes to the entry table. For each: file, line, whether it runs in a transaction of its own. Answer in a short list.',
              steps: [
                search('Post\\('),
                search('insert into entry'),
                read('internal/ledger/post.go'),
                find('cmd/**/*.go'),
              ],
              answer:
                '- internal/ledger/post.go:27 is the only insert into `entry`; `Post` takes a pgx.Tx, the caller commits.\n- internal/ledger/post_test.go calls it with a nil tx (refused before any write).\n- cmd/ledgerd/main.go does not post yet.',
            },
            read('internal/balance/balance.go'),
            {
              do: 'plan',
              accepted: false,
              hint: 'sort by account before locking, otherwise two transfers in opposite directions deadlock. add that and a test for the order',
              text: '# Running balances, first half\n\n1. Migration 0002: `running_balance (account, currency, amount, last_entry)`\n2. `balance.Apply` upserts one entry\n3. `Post` calls it for every entry in the order given\n\nRisk: hot accounts serialise on the row lock.',
            },
            {
              do: 'plan',
              accepted: true,
              text: '# Running balances, first half\n\n1. Migration 0002: `running_balance (account, currency, amount, last_entry)`\n2. `balance.Apply` upserts one entry\n3. `Post` sorts a copy of the entries by account and currency, then writes each and applies it, so that two transfers in opposite directions take their locks in one order\n4. Test for the order, without a database\n\nRisk: hot accounts serialise on the row lock. Measured before the switch-over.',
            },
            write('migrations/0002_running_balance.sql', balanceTable),
            write('internal/balance/running.go', running),
            edit(
              'internal/ledger/post.go',
              '	for _, entry := range t.Entries {\n		_, err := tx.Exec',
              '	for _, entry := range inLockOrder(t.Entries) {\n		_, err := tx.Exec',
            ),
            edit(
              'internal/ledger/post.go',
              '// Post writes a transaction and its entries.',
              '// inLockOrder sorts a copy, so that transactions over the same accounts lock them in one order.\nfunc inLockOrder(entries []Entry) []Entry {\n	sorted := slices.Clone(entries)\n	slices.SortStableFunc(sorted, func(a, b Entry) int {\n		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Currency, b.Currency))\n	})\n	return sorted\n}\n\n// Post writes a transaction and its entries.',
            ),
            edit(
              'internal/ledger/post.go',
              'import (\n	"context"\n	"errors"\n	"fmt"\n',
              'import (\n	"cmp"\n	"context"\n	"errors"\n	"fmt"\n	"slices"\n',
            ),
            edit(
              'internal/ledger/post_test.go',
              'func TestPostRefusesUnbalancedEntries',
              'func TestEntriesAreWrittenInLockOrder(t *testing.T) {\n	sorted := inLockOrder([]Entry{{Account: "payer:3"}, {Account: "merchant:7"}})\n	if sorted[0].Account != "merchant:7" {\n		t.Fatalf("want merchant:7 first, got %v", sorted)\n	}\n}\n\nfunc TestPostRefusesUnbalancedEntries',
            ),
            run(
              'make test lint',
              'Run tests and linter',
              `${goPasses([
                ['internal/balance', 0.004],
                ['internal/ledger', 0.211],
              ])}\n0 issues.`,
              14,
            ),
            say(
              'First half is in: the table, `balance.Apply`, and `Post` in lock order with a test. `Post` does not call `Apply` yet, because it needs the id of the entry: `returning id` on the insert. Shall I?',
            ),
          ],
          { mode: 'plan' },
        ),
        turn('yes, with returning id', [
          edit(
            'internal/ledger/post.go',
            '		_, err := tx.Exec(ctx,\n			"insert into entry (transaction, account, amount, currency, posted_at) values ($1, $2, $3, $4, $5)",\n			t.ID, entry.Account, entry.Amount, entry.Currency, t.PostedAt)\n		if err != nil {\n			return fmt.Errorf("post %s: %w", t.ID, err)\n		}',
            '		var id int64\n		err := tx.QueryRow(ctx,\n			"insert into entry (transaction, account, amount, currency, posted_at) values ($1, $2, $3, $4, $5) returning id",\n			t.ID, entry.Account, entry.Amount, entry.Currency, t.PostedAt).Scan(&id)\n		if err != nil {\n			return fmt.Errorf("post %s: %w", t.ID, err)\n		}\n		if err := balance.Apply(ctx, tx, entry.Account, entry.Currency, entry.Amount, id); err != nil {\n			return err\n		}',
          ),
          edit(
            'internal/ledger/post.go',
            '	"github.com/jackc/pgx/v5"\n)',
            '	"github.com/jackc/pgx/v5"\n\n	"github.com/tarnwick-pay/ledger/internal/balance"\n)',
          ),
          run(
            'make test lint',
            'Run tests and linter',
            `${goPasses([
              ['internal/balance', 0.004],
              ['internal/ledger', 0.198],
            ])}\n0 issues.`,
            12,
          ),
          commit(
            'Write a running balance with every posting (PAY-71)',
            'Reading still adds up the entries; the back-fill comes next.',
          ),
          push,
          pullRequest(
            'Write a running balance with every posting (PAY-71)',
            'First half of PAY-71: the table, and `Post` writes it in the transaction of the entries.\n\nEntries are written in lock order, so that transfers in opposite directions do not deadlock.',
          ),
          say('Pushed, #{pr} is open.'),
        ]),
      ],
    },
    {
      do: 'commit',
      by: 'ada',
      day: 23,
      hour: 11.2,
      subject: 'Say what last_entry is for',
      changes: [
        {
          path: 'internal/balance/running.go',
          from: '// Apply adds one entry',
          to: '// lastEntry tells the back-fill which entries are counted already.\n//\n// Apply adds one entry',
        },
      ],
    },
    {
      do: 'merge',
      by: 'marek',
      day: 22,
      hour: 14.5,
      style: 'merge',
      title: 'Write a running balance with every posting (PAY-71)',
    },
  ],
}

/** Running balances, second half: written and tried, and since then it waits for one review. */
export const ledgerBackfill: WorkItem = {
  name: 'ledger-backfill',
  repository: 'ledger',
  branch: 'jonas/pay-71-backfill',
  moments: [
    {
      do: 'session',
      by: 'jonas',
      agent: 'codex',
      day: 9,
      hour: 10.1,
      weight: 5,
      title: 'PAY-71 back-fill',
      turns: [
        turn('PAY-71 second half: cmd/backfill, fills running_balance from entry. 41M rows in prod', [
          say('I will read the first half and how entries are keyed.'),
          read('internal/balance/running.go'),
          read('migrations/0001_entry.sql'),
          read('migrations/0002_running_balance.sql'),
          write(
            'cmd/backfill/main.go',
            backfill
              .replace('for {\n		var from, to int64', 'offset := int64(0)\n	for {\n		var from, to int64')
              .replace(
                '"select position from backfill for update"',
                '"select coalesce(max(last_entry), 0) from running_balance"',
              ),
          ),
          runFails(
            'go vet ./cmd/backfill',
            'Vet',
            '# github.com/tarnwick-pay/ledger/cmd/backfill\ncmd/backfill/main.go:43:2: declared and not used: offset',
            1,
            3,
          ),
          edit('cmd/backfill/main.go', 'offset := int64(0)\n	for {', 'for {'),
          run(
            'go vet ./cmd/backfill && go test ./...',
            'Vet and test',
            goPasses([
              ['internal/balance', 0.004],
              ['internal/ledger', 0.203],
            ]),
            9,
          ),
          say(
            '`cmd/backfill` goes through the entries in batches of 50,000. It finds where to go on from the greatest `last_entry` in `running_balance`.',
          ),
        ]),
        turn(
          'no. the poster writes last_entry as well since the first half, so after one posting it would skip everything. needs its own position',
          [
            say(
              'Right: the poster moves `last_entry` ahead of the back-fill. I will keep the position in a table of its own, written in the transaction of the batch.',
            ),
            write(
              'migrations/0003_backfill.sql',
              'create table backfill (position bigint not null);\n\ninsert into backfill values (0);\n',
            ),
            edit(
              'cmd/backfill/main.go',
              '"select coalesce(max(last_entry), 0) from running_balance"',
              '"select position from backfill for update"',
            ),
            run('go vet ./cmd/backfill', 'Vet', '', 2),
            say('Position is its own row now. `-until` says where the poster took over, so no entry is counted twice.'),
          ],
        ),
        turn('and something to compare afterwards', [
          write('cmd/backfill/compare.go', compare),
          edit(
            'cmd/backfill/main.go',
            '		slog.Error("backfill", "error", err)\n		os.Exit(1)\n	}\n}',
            '		slog.Error("backfill", "error", err)\n		os.Exit(1)\n	}\n	count, err := differences(ctx, pool, *until)\n	slog.Info("compared", "differences", count, "error", err)\n}',
          ),
          run('go vet ./cmd/backfill', 'Vet', '', 2),
          commit('Fill the running balances from the entries (PAY-71)'),
          push,
          say(
            'It counts accounts whose running balance is not the sum of their entries, after the fill. Committed and pushed.',
          ),
        ]),
      ],
    },
    {
      do: 'session',
      by: 'jonas',
      agent: 'codex',
      day: 2,
      hour: 15.7,
      turns: [
        turn(
          'ran it over night on the copy of prod: 41M rows, 2h50, 0 differences. but it held the replica back by 90s at times. add a pause between batches, flag, default 200ms',
          [
            read('cmd/backfill/main.go'),
            edit(
              'cmd/backfill/main.go',
              '		slog.Info("batch", "to", to)\n',
              '		slog.Info("batch", "to", to)\n		time.Sleep(pause)\n',
            ),
            edit('cmd/backfill/main.go', 'fill(ctx, pool, *size, *until)', 'fill(ctx, pool, *size, *until, *pause)'),
            edit('cmd/backfill/main.go', 'size, until int64) error', 'size, until int64, pause time.Duration) error'),
            runFails(
              'go vet ./cmd/backfill',
              'Vet',
              goFails('cmd/backfill', 'build', [
                'cmd/backfill/main.go:31:47: undefined: pause',
                'cmd/backfill/main.go:41:77: undefined: time',
              ]),
              1,
              2,
            ),
            edit(
              'cmd/backfill/main.go',
              '	flag.Parse()',
              '	pause := flag.Duration("pause", 200*time.Millisecond, "rest between batches, so that the replica keeps up")\n	flag.Parse()',
            ),
            edit('cmd/backfill/main.go', '	"os"\n', '	"os"\n	"time"\n'),
            run('go vet ./cmd/backfill', 'Vet', '', 2),
            commit('Rest between batches, so that the replica keeps up'),
            push,
            pullRequest(
              'Fill the running balances (PAY-71)',
              'Second half of PAY-71. Ran on a copy of production over night: 41 M rows, 2 h 50, no difference.\n\nThe switch-over is planned for Thursday.',
            ),
            say('Done, #{pr}. With 200 ms the whole run takes about three minutes longer.'),
          ],
        ),
      ],
    },
  ],
}
