import { read, run, runFails, say, search, think, turn, type WorkItem, write } from '../script.ts'

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
