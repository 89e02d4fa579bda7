import { find, read } from '../../script.ts'
import { capitalised, type Kind, wordings } from '../task.ts'

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
  repository: 'payments',
  values: indexes.length,
  make: (supply, random) => {
    const taken = supply.taken('index-migration')
    const { value, market } = supply.next('index-migration', indexes)
    const [table, columns, why] = value
    const name = `${table}_${columns.replace(/, /g, '_')}${market.suffix.replaceAll('-', '_')}`
    const number = String(4 + taken).padStart(4, '0')
    const path = `migrations/${number}_${name}.sql`
    const right = `create index concurrently if not exists ${name} on ${table} (${columns});`
    return {
      repository: 'payments',
      slug: `index-${name.replaceAll('_', '-')}`,
      area: 'migrations',
      nature: 'perf',
      subjects: [
        `Index ${table} by ${columns}${market.words}`,
        `Index for ${columns} of ${table}${market.words}`,
        `${capitalised(table.replace('_', ' '))}: no more scans by ${columns}${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `${capitalised(why)}. Add a migration with an index on ${table} (${columns}), and say in the file why it is there.`,
          `Please add an index on ${table} (${columns}): ${why}. Reason as a comment in the migration.`,
        ],
        short: [
          `index on ${table} (${columns}), ${why}${market.words}`,
          `${table} needs an index on ${columns}${market.words}`,
        ],
        chat: [
          `${why}. I think an index on ${columns} would help? can you add one`,
          `looking at the slow query log: ${why}. index on ${table} (${columns})?`,
        ],
      }),
      must: ['concurrently, outside of a transaction', 'can be run again'],
      why: `${capitalised(why)}.`,
      intro: 'Looking at the migrations and the queries.',
      looks: [find('migrations/*.sql'), read('migrations/0001_refund.sql')],
      changes: [{ path, to: `-- ${why[0]!.toUpperCase()}${why.slice(1)}.\n${right}\n` }],
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
