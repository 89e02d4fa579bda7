import { goPasses, vitestPasses } from '../play/outputs.ts'
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

/** Dispute webhooks: begun, so far only by reading. */
export const disputeWebhooks: WorkItem = {
  name: 'dispute-webhooks',
  repository: 'payments',
  branch: 'main',
  moments: [
    {
      do: 'session',
      by: 'priya',
      agent: 'claude',
      day: 1,
      hour: 14.2,
      onMain: true,
      turns: [
        turn(
          'PAY-95 dispute webhooks. Before I plan anything: what do we know about disputes in this service today, where would an event start, and what do the existing events have in common? Only read.',
          [
            {
              do: 'delegate',
              type: 'Explore',
              task: 'Find all traces of disputes',
              prompt:
                'Search this repository for everything about disputes, chargebacks and retrievals: types, tables, routes, comments. Give file and line for each, or say that there is nothing.',
              steps: [search('[Dd]ispute|chargeback'), find('migrations/*.sql'), search('post<', 'src')],
              answer:
                'There is nothing about disputes in the code or in the migrations. The only routes are for refunds (src/main.ts). README mentions payments, refunds and webhooks.',
            },
            find('src/webhooks/events/*.ts'),
            read('src/webhooks/deliver.ts'),
            say(
              "This service knows nothing of disputes: no table, no route, no type. Events are plain functions that make a `Delivery` from an endpoint and a few named fields; whoever notices the fact calls them.\n\nSo before the webhook there must be something that notices: the bank sends disputes in a daily file, if I read the ledger's runbook on settlement right.",
            ),
          ],
        ),
        turn('Does the file have a stable id per dispute? Otherwise we cannot say "updated"', [
          search('settlement', 'docs'),
          say(
            'I cannot see it from here: the format is not in this repository, and the ledger only checks that the file is there. That is the question for the bank.',
          ),
        ]),
      ],
    },
    {
      do: 'session',
      by: 'priya',
      agent: 'claude',
      day: 0,
      hour: 15.4,
      onMain: true,
      turns: [
        turn(
          'PAY-95 again. The bank answered: disputes come with a case number, but it changes when a case goes to arbitration. Read sign.ts and the events once more and tell me what the smallest useful event would be.',
          [
            read('src/webhooks/sign.ts'),
            find('src/webhooks/events/*.ts'),
            say(
              'The smallest useful one: `dispute.opened` with our payment, the reason and the day until which the merchant can answer. It needs no stable case number, since it is sent once. `dispute.updated` does; leave it until there is an id of our own that survives arbitration.',
            ),
          ],
        ),
      ],
    },
  ],
}

/** Would a queue help the ledger? Two days of reading and measuring, and the answer was no. */
export const queueExploration: WorkItem = {
  name: 'queue-exploration',
  repository: 'ledger',
  branch: 'noor/spike-queue',
  moments: [
    {
      do: 'session',
      by: 'noor',
      agent: 'claude',
      day: 18,
      hour: 13.4,
      turns: [
        turn(
          'we are thinking about putting a message queue between payments and ledger so that postings survive when the ledger is down. can you look at how posting works and tell me honestly if that would help?',
          [
            read('internal/ledger/post.go'),
            read('internal/balance/running.go'),
            search('posting_queue', 'docs'),
            say(
              'Honestly: not much. What you want is that a posting is not lost and not made twice. A queue gives the first only if payments writes to it in the transaction of the payment, which it cannot; so you need an outbox table in payments anyway. With the outbox, the ledger can simply pull.',
            ),
          ],
        ),
        turn(
          'ok but throughput? try it: a small benchmark of posting in batches of 100 in one transaction vs one by one',
          [
            think('A throwaway benchmark. Postgres is needed.'),
            write(
              'cmd/postbench/main.go',
              'package main\n\nimport (\n	"fmt"\n	"time"\n)\n\nfunc main() {\n	for _, size := range []int{1, 10, 100, 1000} {\n		started := time.Now()\n		fmt.Println(size, time.Since(started))\n	}\n}\n',
            ),
            runFails(
              'go run ./cmd/postbench',
              'Run the benchmark',
              'postbench: connect: failed to connect to `user=noor database=ledger`: dial error: connection refused',
              1,
              3,
            ),
            run(
              'docker compose up -d postgres && go run ./cmd/postbench',
              'Start the database and run it',
              '   1   1,140 postings/s\n  10   7,900 postings/s\n 100  31,200 postings/s\n1000  33,500 postings/s',
              41,
            ),
            say(
              'Batches of 100 are 27 times faster than single postings; larger ones bring nothing. We post about 400 a second at the peak, so single postings hold for now, and pulling in batches solves the peak without a queue.',
            ),
          ],
        ),
        turn('great, thats the answer I needed. no queue. I will write it in the ticket and throw this away', [
          say('Fine. `cmd/postbench` is not committed.'),
        ]),
      ],
    },
  ],
}

const extensionMissing =
  'ERROR:  could not open extension control file "/usr/share/postgresql/18/extension/pg_trgm.control": No such file or directory'

/** Search for accounts by part of their name: an extension that was missing cost two people the same half hour. */
export const accountSearch: WorkItem = {
  name: 'account-search',
  repository: 'ledger',
  branch: 'jonas/pay-109-account-search',
  moments: [
    {
      do: 'session',
      by: 'jonas',
      agent: 'codex',
      day: 8,
      hour: 14.3,
      turns: [
        turn('PAY-109 support wants to find accounts by part of the name. trigram index on entry.account', [
          read('migrations/0001_entry.sql'),
          write(
            'migrations/0004_account_trigrams.sql',
            'create extension if not exists pg_trgm;\n\ncreate index concurrently if not exists entry_account_trigrams on entry using gin (account gin_trgm_ops);\n',
          ),
          runFails(
            'psql "$TEST_DATABASE_URL" -v ON_ERROR_STOP=1 -f migrations/0004_account_trigrams.sql',
            'Run the migration',
            extensionMissing,
            3,
            2,
          ),
          runFails(
            'psql "$TEST_DATABASE_URL" -c "create extension pg_trgm"',
            'Make the extension',
            extensionMissing,
            1,
            1,
          ),
          runFails('sudo apt-get install -y postgresql-contrib', 'Install it', 'sudo: a password is required', 1, 1),
          runFails(
            'psql "$TEST_DATABASE_URL" -c "create extension pg_trgm"',
            'Make the extension',
            extensionMissing,
            1,
            1,
          ),
          runFails(
            'psql "$TEST_DATABASE_URL" -v ON_ERROR_STOP=1 -f migrations/0004_account_trigrams.sql',
            'Run the migration',
            extensionMissing,
            3,
            2,
          ),
          say('The migration is written, but the test database lacks pg_trgm, and I cannot install it.'),
        ]),
        turn('docker image is the slim one. use postgres:18 in compose.yaml', [
          {
            do: 'fail',
            tool: 'read',
            path: 'compose.yaml',
            message: 'File does not exist. Note: your current working directory is the repository.',
          },
          runFails(
            'find / -name compose.yaml -not -path "*/node_modules/*"',
            'Look for the file',
            'find: /private/var: Operation not permitted',
            1,
            12,
          ),
          { do: 'interrupt' },
        ]),
        turn(
          'its in the dev-env repo, i do it. try again now',
          [
            run(
              'psql "$TEST_DATABASE_URL" -v ON_ERROR_STOP=1 -f migrations/0004_account_trigrams.sql',
              'Run the migration',
              'CREATE EXTENSION\nCREATE INDEX',
              3,
            ),
            commit('Index accounts for search by a part of the name (PAY-109)'),
            push,
            pullRequest(
              'Index accounts for search by a part of the name (PAY-109)',
              'Needs pg_trgm; the slim image does not have it.',
            ),
            say('It runs now. #{pr} is open.'),
          ],
          { after: 19 },
        ),
      ],
    },
    {
      do: 'merge',
      by: 'ada',
      day: 7,
      hour: 11.1,
      style: 'squash',
      title: 'Index accounts for search by a part of the name (PAY-109)',
      keepBranch: true,
    },
  ],
}

/** The other half hour: the same extension, another person. */
export const accountSearchRoute: WorkItem = {
  name: 'account-search-route',
  repository: 'ledger',
  branch: 'noor/pay-109-search-route',
  moments: [
    {
      do: 'session',
      by: 'noor',
      agent: 'codex',
      day: 6,
      hour: 10.2,
      turns: [
        turn('PAY-109 second part: GET /accounts?like= that uses the trigram index, at most 20, best match first', [
          read('cmd/ledgerd/main.go'),
          read('migrations/0004_account_trigrams.sql'),
          runFails(
            'psql "$TEST_DATABASE_URL" -f migrations/0004_account_trigrams.sql',
            'Prepare the database',
            extensionMissing,
            3,
            2,
          ),
          runFails(
            'psql "$TEST_DATABASE_URL" -c "create extension if not exists pg_trgm"',
            'Make the extension',
            extensionMissing,
            1,
            1,
          ),
          runFails(
            'psql "$TEST_DATABASE_URL" -f migrations/0004_account_trigrams.sql',
            'Prepare the database',
            extensionMissing,
            3,
            2,
          ),
          say(
            'The database in this checkout has no pg_trgm: "could not open extension control file". I can write the route without it, but not try it.',
          ),
        ]),
        turn(
          'jonas had that too, pull dev-env and restart docker. done now, go on',
          [
            run(
              'psql "$TEST_DATABASE_URL" -f migrations/0004_account_trigrams.sql',
              'Prepare the database',
              'CREATE EXTENSION\nCREATE INDEX',
              3,
            ),
            write(
              'internal/accounts/search.go',
              'package accounts\n\nimport (\n	"context"\n	"fmt"\n\n	"github.com/jackc/pgx/v5"\n	"github.com/jackc/pgx/v5/pgxpool"\n)\n\nconst searchQuery = "select distinct account, similarity(account, $1) as rank from entry where account % $1 order by rank desc, account limit 20"\n\n// Search finds accounts that resemble the text, best match first.\nfunc Search(ctx context.Context, replica *pgxpool.Pool, text string) ([]string, error) {\n	rows, err := replica.Query(ctx, searchQuery, text)\n	if err != nil {\n		return nil, fmt.Errorf("search accounts: %w", err)\n	}\n	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (string, error) {\n		var account string\n		var rank float32\n		err := row.Scan(&account, &rank)\n		return account, err\n	})\n}\n',
            ),
            edit(
              'cmd/ledgerd/main.go',
              '	server := &http.Server',
              '	mux.HandleFunc("GET /accounts", func(w http.ResponseWriter, r *http.Request) {\n		found, err := accounts.Search(r.Context(), pool, r.URL.Query().Get("like"))\n		if err != nil {\n			http.Error(w, "search", http.StatusInternalServerError)\n			return\n		}\n		_ = json.NewEncoder(w).Encode(found)\n	})\n	server := &http.Server',
            ),
            edit('cmd/ledgerd/main.go', 'import (\n	"context"\n', 'import (\n	"context"\n	"encoding/json"\n'),
            edit(
              'cmd/ledgerd/main.go',
              '	"github.com/jackc/pgx/v5/pgxpool"\n)',
              '	"github.com/jackc/pgx/v5/pgxpool"\n\n	"github.com/tarnwick-pay/ledger/internal/accounts"\n)',
            ),
            run(
              'go vet ./... && go test ./...',
              'Vet and test',
              goPasses([
                ['internal/balance', 0.004],
                ['internal/ledger', 0.201],
              ]),
              11,
            ),
            commit('Find accounts by a part of the name (PAY-109)'),
            push,
            pullRequest(
              'Find accounts by a part of the name (PAY-109)',
              'GET /accounts?like=, at most 20, best match first.',
            ),
            say(
              '#{pr}. CLAUDE.md wants long reads on the replica; there is only one pool in `main.go`, so it takes that.',
            ),
          ],
          { after: 26 },
        ),
      ],
    },
    {
      do: 'merge',
      by: 'jonas',
      day: 5,
      hour: 13.3,
      style: 'squash',
      title: 'Find accounts by a part of the name (PAY-109)',
      keepBranch: true,
    },
  ],
}

/** Bank holidays at settlement: built against a misunderstanding, thrown away, built again. */
export const bankHolidays: WorkItem = {
  name: 'bank-holidays',
  repository: 'payments',
  branch: 'sam/pay-97-bank-holidays',
  moments: [
    {
      do: 'session',
      by: 'sam',
      agent: 'claude',
      day: 21,
      hour: 9.8,
      turns: [
        turn('merchants complain that settlementDay gives sundays and bank holidays. fix it', [
          read('src/settlement/cutoff.ts'),
          read('src/settlement/cutoff.test.ts'),
          say('I will skip weekends and look holidays up with a library.'),
          runFails(
            'npm install date-holidays',
            'Install a library for holidays',
            'npm error code E403\nnpm error 403 Forbidden - the package is not on the allow list of this registry',
            1,
            6,
          ),
          write(
            'src/settlement/holidays.ts',
            "/** Public holidays by country, as month-day. */\nexport const holidays: Record<string, readonly string[]> = {\n  DE: ['01-01', '05-01', '10-03', '12-25', '12-26'],\n  ES: ['01-01', '01-06', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'],\n  PT: ['01-01', '04-25', '05-01', '06-10', '08-15', '10-05', '11-01', '12-01', '12-08', '12-25'],\n  SE: ['01-01', '01-06', '05-01', '06-06', '12-25', '12-26'],\n}\n",
          ),
          edit(
            'src/settlement/cutoff.ts',
            'export const settlementDay = (clock: Clock): string => {',
            'export const settlementDay = (clock: Clock, country: string): string => {',
          ),
          say(
            'Holidays go by the country of the merchant. Movable ones such as Easter Monday are missing, they need a calculation; shall I add it?',
          ),
        ]),
        turn(
          "hmm. I asked in the channel, it's not by country at all: we settle in euros through one scheme, it has six closing days a year for everybody. so all of this is wrong, sorry, should have asked first",
          [
            say(
              'Then a list of six days is all it takes: New Year, Good Friday, Easter Monday, 1 May, 25 and 26 December. I throw the countries away.',
            ),
            { do: 'undo', paths: ['src/settlement/holidays.ts', 'src/settlement/cutoff.ts'] },
          ],
          { after: 34 },
        ),
        turn('yes do that, and weekends. also show me the easter calculation before you use it', [
          write(
            'src/settlement/closing-days.ts',
            "/** Easter Sunday of a year, by the anonymous Gregorian rule: [month, day]. */\nexport const easter = (year: number): [month: number, day: number] => {\n  const a = year % 19\n  const b = Math.floor(year / 100)\n  const c = year % 100\n  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30\n  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7\n  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114\n  return [Math.floor(f / 31), (f % 31) + 1]\n}\n\nconst fixed = ['01-01', '05-01', '12-25', '12-26']\n\n/** Whether the scheme is closed: weekends and six days a year. */\nexport const isClosed = (day: Date): boolean => {\n  if (day.getUTCDay() % 6 === 0) return true\n  if (fixed.includes(day.toISOString().slice(5, 10))) return true\n  const [month, date] = easter(day.getUTCFullYear())\n  const distance = (day.getTime() - Date.UTC(day.getUTCFullYear(), month - 1, date)) / 86_400_000\n  return distance === -2 || distance === 1\n}\n",
          ),
          edit(
            'src/settlement/cutoff.ts',
            '  return day.toISOString().slice(0, 10)',
            '  day.setUTCHours(0, 0, 0, 0)\n  while (isClosed(day)) day.setUTCDate(day.getUTCDate() + 1)\n  return day.toISOString().slice(0, 10)',
          ),
          edit(
            'src/settlement/cutoff.ts',
            "import type { Clock } from '../clock.ts'",
            "import type { Clock } from '../clock.ts'\nimport { isClosed } from './closing-days.ts'",
          ),
          write(
            'src/settlement/closing-days.test.ts',
            "import { expect, test } from 'vitest'\nimport { easter, isClosed } from './closing-days.ts'\n\ntest.each([\n  [2024, [3, 31]],\n  [2025, [4, 20]],\n  [2026, [4, 5]],\n  [2038, [4, 25]],\n])('Easter of %i', (year, expected) => {\n  expect(easter(year)).toEqual(expected)\n})\n\ntest('Good Friday and Easter Monday are closed, the Thursday before is not', () => {\n  expect(isClosed(new Date('2026-04-03'))).toBe(true)\n  expect(isClosed(new Date('2026-04-06'))).toBe(true)\n  expect(isClosed(new Date('2026-04-02'))).toBe(false)\n})\n",
          ),
          run(
            'npx vitest run src/settlement',
            'Run the settlement tests',
            vitestPasses(
              [
                ['src/settlement/closing-days.test.ts', 5],
                ['src/settlement/cutoff.test.ts', 3],
              ],
              402,
            ),
            3,
          ),
          say('Four Easters from the almanac and the two movable days are in the tests.'),
        ]),
        turn('awesome, commit + PR', [
          commit('Settle on days when the scheme is open (PAY-97)'),
          push,
          pullRequest(
            'Settle on days when the scheme is open (PAY-97)',
            'Weekends and the six closing days of the scheme.',
          ),
          say('#{pr} is open.'),
        ]),
      ],
    },
    {
      do: 'merge',
      by: 'tomas',
      day: 20,
      hour: 11.2,
      style: 'merge',
      title: 'Settle on days when the scheme is open (PAY-97)',
    },
  ],
}
