import { find, read, search } from '../../script.ts'
import type { Question } from './question.ts'

/** What people want to know about ledger. */
export const ledgerQuestions: readonly Question[] = [
  {
    prompt: 'how slow will balance.Of be with 40M rows? is the index used?',
    steps: [read('internal/balance/balance.go'), read('migrations/0001_entry.sql')],
    answer:
      'The index on (account, currency) is used to find the rows, but `amount` is not in it, so every entry is fetched from the heap. For an account with a million entries that is seconds. `include (amount)` would make it index-only; a running balance is the real answer (PAY-71).',
  },
  {
    prompt: 'is there anything that deletes or updates entries?',
    steps: [search('(update|delete from) entry'), find('migrations/*.sql')],
    answer:
      'Nothing in this repository does. Nothing prevents it either: the role that the service uses could. A `revoke update, delete on entry` would hold the rule for good.',
  },
  {
    prompt: 'Review the error handling in post.go: can a half-posted transaction stay behind?',
    steps: [read('internal/ledger/post.go'), read('internal/ledger/post_test.go'), search('Post\\(')],
    answer:
      'Not as long as the caller rolls back: all inserts use the `tx` that was handed in, and `Post` returns the first error. But it is only a convention. Nobody who calls `Post` with a pool-backed tx can be stopped from committing after an error.',
  },
  {
    prompt: 'why is currency char(3) and not an enum? would it hurt to change',
    steps: [read('migrations/0001_entry.sql'), search('currency', 'internal')],
    answer:
      'Nothing in the code depends on it. An enum would save nothing (char(3) is 4 bytes, an enum too) and makes a new currency a migration. A check constraint on three capitals gives what you want.',
  },
  {
    prompt: 'what happens when a posting comes twice, e.g. payments retries after a timeout?',
    steps: [read('internal/ledger/post.go'), read('migrations/0001_entry.sql')],
    answer:
      'It is posted twice. `transaction` is not unique in `entry`, and cannot be, since a transaction has several entries. The poster would need a table of transactions with a primary key, written first in the same transaction.',
    more: {
      prompt: 'does payments retry today?',
      steps: [],
      answer: 'That is in another repository. From here I can only say that nothing would stop it.',
    },
  },
  {
    prompt: 'List the alerts that have a runbook and those that have none, as far as you can see.',
    steps: [find('docs/runbooks/**/*.md'), read('docs/runbooks/README.md')],
    answer:
      'The pages are in docs/runbooks, one for each alert. Which alerts exist is defined in the monitoring repository, so I cannot say what is missing.',
  },
  {
    prompt: 'is there a race in metrics.go? the linter is quiet but it looks fishy',
    steps: [read('internal/metrics/metrics.go')],
    answer:
      'Yes, a small one: `NewCounter` appends to `registered` without a lock while `Snapshot` reads it. It is harmless as long as counters are package variables, which are made before main runs. A counter that is made later would race.',
  },
  {
    prompt: 'go through internal/checks and tell me which of them would be slow on 40M rows. no changes',
    steps: [find('internal/checks/**/*.go'), search('group by', 'internal/checks')],
    answer:
      'All that group by transaction or account read the whole table: there is no index that helps. On the replica at night that is minutes each, which is fine; two of them at once are not, since they sort on disk.',
  },
]
