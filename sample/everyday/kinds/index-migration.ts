import { find, read } from '../../script.ts'
import type { Kind } from '../task.ts'

const indexes: readonly [table: string, columns: string, why: string][] = [
  ['refund', 'payment', 'the refunds of a payment are looked up on every capture, and it scans the table'],
  ['refund', 'state, changed_at', 'the list of failed refunds takes 4 s for the biggest merchant'],
  ['webhook_endpoint', 'merchant', 'every event looks for the endpoints of its merchant'],
  ['refund', 'created_at', 'the monthly export sorts by it and spills to disk'],
  ['webhook_endpoint', 'url', 'support searches endpoints by url'],
  ['refund', 'currency, created_at', 'the settlement preview groups by currency'],
]

/** An index for a slow query. */
export const indexMigration: Kind = {
  name: 'index-migration',
  rare: true,
  repository: 'payments',
  make: (supply, random) => {
    const { value, round, market } = supply.next('index', indexes)
    const [table, columns, why] = value
    const name = `${table}_${columns.replace(/, /g, '_')}${market.suffix.replaceAll('-', '_')}`
    const number = String(4 + random.integer(0, 6) + round * 7).padStart(4, '0')
    const path = `migrations/${number}_${name}.sql`
    const right = `create index concurrently if not exists ${name} on ${table} (${columns});`
    return {
      repository: 'payments',
      slug: `index-${name.replaceAll('_', '-')}`,
      subject: `Index ${table} by ${columns}${market.words}`,
      prompts: {
        precise: `${why[0]!.toUpperCase()}${why.slice(1)}. Add a migration with an index on ${table} (${columns}). It must not lock the table: concurrently, and outside of a transaction. Say in the file why it is there.`,
        brief: `index on ${table} (${columns}), ${why}${market.words}`,
        chatty: `${why}. I think an index on ${columns} would help? can you add one`,
      },
      intro: 'Looking at the migrations and the queries.',
      looks: [find('migrations/*.sql'), read('migrations/0001_refund.sql')],
      files: [{ path, content: `-- ${why[0]!.toUpperCase()}${why.slice(1)}.\n${right}\n` }],
      slip: {
        path,
        right,
        wrong: `create index ${name} on ${table} (${columns});`,
        complaint: random.pick([
          'concurrently! that locks refunds for minutes in production',
          'missing concurrently',
          'this would lock writes, we had that in january. concurrently + if not exists',
        ]),
        answer: 'Now `concurrently` and `if not exists`, so that it can be run again when it was cut off.',
      },
      check: {
        command: `psql "$TEST_DATABASE_URL" -v ON_ERROR_STOP=1 -f ${path}`,
        about: 'Run the migration on the test database',
        passes: 'CREATE INDEX',
        fails:
          'psql: error: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?',
        seconds: 1.2,
      },
      answer: random.pick([
        `Migration ${number} adds the index without a lock.`,
        `Done. On the test database it takes no time, on production count on a few minutes.`,
      ]),
    }
  },
}
