import { filesFrom } from './files.ts'

/** The ledger as it stood before the story begins: Go and SQL. */
export const ledger = filesFrom(`
=== go.mod
module github.com/tarnwick-pay/ledger

go 1.25

require github.com/jackc/pgx/v5 v5.7.1
=== README.md
# ledger

Double-entry bookkeeping for everything that payments does. A transaction is a set of entries that add up to zero.

    make test      # unit tests
    make run       # needs DATABASE_URL
=== CLAUDE.md
# Working here
- \`make test lint\` must be green before a commit.
- Entries are never updated or deleted; a mistake is corrected by a reversing transaction.
- Amounts are int64 minor units.
- Long reads go to the replica (\`db.Replica\`).
=== AGENTS.md
See CLAUDE.md.
=== Makefile
.PHONY: test lint run

test:
	go test ./...

lint:
	golangci-lint run

run:
	go run ./cmd/ledgerd
=== internal/ledger/entry.go
package ledger

import "time"

// Entry is one side of a transaction. Positive amounts are debits.
type Entry struct {
	Account  string
	Amount   int64
	Currency string
}

// Transaction is a set of entries that add up to zero.
type Transaction struct {
	ID       string
	Entries  []Entry
	PostedAt time.Time
}
=== internal/ledger/post.go
package ledger

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// ErrUnbalanced is returned when the entries of a transaction do not add up to zero.
var ErrUnbalanced = errors.New("ledger: entries do not add up to zero")

// Post writes a transaction and its entries.
func Post(ctx context.Context, tx pgx.Tx, t Transaction) error {
	sums := map[string]int64{}
	for _, entry := range t.Entries {
		sums[entry.Currency] += entry.Amount
	}
	for currency, sum := range sums {
		if sum != 0 {
			return fmt.Errorf("%w: %s is off by %d", ErrUnbalanced, currency, sum)
		}
	}
	for _, entry := range t.Entries {
		_, err := tx.Exec(ctx,
			"insert into entry (transaction, account, amount, currency, posted_at) values ($1, $2, $3, $4, $5)",
			t.ID, entry.Account, entry.Amount, entry.Currency, t.PostedAt)
		if err != nil {
			return fmt.Errorf("post %s: %w", t.ID, err)
		}
	}
	return nil
}
=== internal/ledger/post_test.go
package ledger

import (
	"context"
	"errors"
	"testing"
)

func TestPostRefusesUnbalancedEntries(t *testing.T) {
	err := Post(context.Background(), nil, Transaction{ID: "t1", Entries: []Entry{
		{Account: "merchant:7", Amount: 500, Currency: "EUR"},
		{Account: "payer:3", Amount: -499, Currency: "EUR"},
	}})
	if !errors.Is(err, ErrUnbalanced) {
		t.Fatalf("want ErrUnbalanced, got %v", err)
	}
}
=== internal/balance/balance.go
package balance

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Of adds up all entries of an account. It reads every entry, so it gets slower with age.
func Of(ctx context.Context, replica *pgxpool.Pool, account, currency string) (int64, error) {
	var sum int64
	err := replica.QueryRow(ctx,
		"select coalesce(sum(amount), 0) from entry where account = $1 and currency = $2",
		account, currency).Scan(&sum)
	if err != nil {
		return 0, fmt.Errorf("balance of %s: %w", account, err)
	}
	return sum, nil
}
=== internal/metrics/metrics.go
package metrics

import "sync/atomic"

// Counter counts what happened since the process started.
type Counter struct {
	name  string
	value atomic.Int64
}

// NewCounter makes a counter that is exported under its name.
func NewCounter(name string) *Counter {
	counter := &Counter{name: name}
	registered = append(registered, counter)
	return counter
}

// Add raises the counter.
func (c *Counter) Add(n int64) { c.value.Add(n) }

var registered []*Counter

// Snapshot gives every counter's name and value.
func Snapshot() map[string]int64 {
	values := make(map[string]int64, len(registered))
	for _, counter := range registered {
		values[counter.name] = counter.value.Load()
	}
	return values
}
=== cmd/ledgerd/main.go
package main

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

func main() {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		slog.Error("connect", "error", err)
		os.Exit(1)
	}
	defer pool.Close()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		if err := pool.Ping(r.Context()); err != nil {
			http.Error(w, "database", http.StatusServiceUnavailable)
		}
	})
	server := &http.Server{Addr: ":8090", Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	slog.Error("serve", "error", server.ListenAndServe())
}
=== migrations/0001_entry.sql
create table entry (
  id bigint generated always as identity primary key,
  transaction text not null,
  account text not null,
  amount bigint not null,
  currency char(3) not null,
  posted_at timestamptz not null
);

create index entry_account on entry (account, currency);
=== docs/runbooks/README.md
# Runbooks

One page for each alert. What it means, how to see what is wrong, what to do, whom to wake.
=== .golangci.yml
linters:
  enable:
    - govet
    - staticcheck
    - unused
=== internal/statement/statement.go
package statement

import "time"

// Line is one entry as the account's owner sees it.
type Line struct {
	PostedAt time.Time
	Amount   int64
}

// Opening is the balance with which a period begins.
func Opening(lines []Line, from time.Time) int64 {
	var sum int64
	for _, line := range lines {
		if !line.PostedAt.After(from) {
			sum += line.Amount
		}
	}
	return sum
}
=== internal/format/amount.go
package format

import "fmt"

// Amount writes minor units with two digits: 1999 is 19.99.
func Amount(minor int64) string {
	return fmt.Sprintf("%d.%02d", minor/100, minor%100)
}
=== internal/account/name.go
package account

import "strings"

// Kind is what stands before the colon: merchant, payer, fee, settlement.
func Kind(account string) string {
	return strings.Split(account, ":")[0]
}

// Owner is what stands behind it.
func Owner(account string) string {
	return strings.Split(account, ":")[1]
}
=== internal/period/period.go
package period

import "time"

// NextMonth is the same day a month later.
func NextMonth(day time.Time) time.Time {
	return day.AddDate(0, 1, 0)
}
=== internal/config/config.go
package config

import (
	"os"
	"strconv"
)

// Workers is how many postings run at once.
func Workers() int {
	n, _ := strconv.Atoi(os.Getenv("WORKERS"))
	return n
}
=== internal/export/cell.go
package export

// Cell writes one value of a CSV file.
func Cell(text string) string {
	return "\\"" + text + "\\""
}
=== internal/rate/rate.go
package rate

// Convert changes an amount of one currency into another, rate in millionths.
func Convert(amount, rate int64) int64 {
	return amount * rate / 1_000_000
}
=== internal/lock/lock.go
package lock

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Nightly takes the lock of the nightly run, so that only one host does it.
func Nightly(ctx context.Context, pool *pgxpool.Pool) error {
	_, err := pool.Exec(ctx, "select pg_advisory_lock(7100)")
	return err
}
`)
