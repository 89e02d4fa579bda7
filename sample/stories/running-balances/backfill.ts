import { goFails, goPasses } from '../../play/outputs.ts'
import { commit, edit, pullRequest, push, read, run, runFails, say, turn, type WorkItem, write } from '../../script.ts'
import { backfill, compare } from './backfill-code.ts'

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
