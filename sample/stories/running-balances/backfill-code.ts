/** The command that fills the running balances, as it is in the end. */
export const backfill = `package main

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

/** What it compares when it is done. */
export const compare = `package main

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
