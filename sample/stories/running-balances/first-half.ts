import { goPasses } from '../../play/outputs.ts'
import {
  commit,
  edit,
  find,
  pullRequest,
  push,
  read,
  run,
  say,
  search,
  think,
  turn,
  type WorkItem,
  write,
} from '../../script.ts'

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
      title: 'Running balances, first half',
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
