import { goPasses } from '../../play/outputs.ts'
import { commit, edit, pullRequest, push, read, run, runFails, say, turn, type WorkItem, write } from '../../script.ts'
import { extensionMissing } from './missing-extension.ts'

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
