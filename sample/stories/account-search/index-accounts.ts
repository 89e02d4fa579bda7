import { commit, pullRequest, push, read, run, runFails, say, turn, type WorkItem, write } from '../../script.ts'
import { extensionMissing } from './missing-extension.ts'

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
