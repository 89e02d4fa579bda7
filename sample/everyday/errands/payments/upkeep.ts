import type { Errand } from '../errand.ts'

const repository = 'payments' as const

/** Dependencies, CI and documentation. */
export const upkeepErrands: readonly Errand[] = [
  {
    repository,
    slug: 'pino-9-6',
    area: 'deps',
    nature: 'chore',
    subjects: ['Update pino to 9.6.0', 'pino 9.6.0'],
    asks: {
      full: 'Update pino to 9.6.0 and look through its changelog for anything that concerns redact.',
      short: 'bump pino 9.6.0',
      chat: 'can you bump pino? there is a fix for redact in 9.6',
    },
    why: 'It fixes redaction of nested paths.',
    changes: [{ path: 'package.json', from: '"pino": "9.5.0"', to: '"pino": "9.6.0"' }],
    answer: 'pino is at 9.6.0. I cannot reach the changelog from the sandbox; the tests pass.',
  },
  {
    repository,
    slug: 'jose-advisory',
    area: 'deps',
    nature: 'chore',
    subjects: ['Update jose because of the advisory', 'jose 5.9.7'],
    asks: {
      full: 'npm audit complains about jose. Update to the patched version in the same major, nothing else in the lock file.',
      short: 'npm audit: jose. patch only',
      chat: 'ci is red because of npm audit, looks like jose. could you update it, smallest step that makes audit happy',
    },
    pasted: 'jose  5.0.0 - 5.9.6\nSeverity: moderate\nfix available via `npm audit fix`',
    why: 'npm audit reported 5.9.6.',
    changes: [{ path: 'package.json', from: '"jose": "5.9.6"', to: '"jose": "5.9.7"' }],
    answer: 'jose is at 5.9.7; nothing else moved.',
  },
  {
    repository,
    slug: 'ci-timeout',
    area: 'ci',
    nature: 'chore',
    subjects: ['End CI jobs after ten minutes', 'Stop hanging CI jobs'],
    asks: {
      full: 'CI jobs that hang run for six hours before GitHub ends them. Set a timeout of ten minutes on the job.',
      short: 'ci: timeout-minutes 10',
      chat: 'I found a CI run of 6 hours :D can we put a timeout on it',
    },
    why: 'A job hung for six hours.',
    changes: [
      {
        path: '.github/workflows/ci.yml',
        from: '    runs-on: ubuntu-latest\n',
        to: '    runs-on: ubuntu-latest\n    timeout-minutes: 10\n',
      },
    ],
    answer: 'Ten minutes; the slowest run of the last month took four.',
  },
  {
    repository,
    slug: 'readme-environment',
    area: 'readme',
    nature: 'docs',
    subjects: ['List the environment variables in the README', 'README: what must be set'],
    asks: {
      full: 'The README does not say which environment variables the service reads. List them with their defaults, from the code.',
      short: 'readme: env vars',
      chat: 'I set this up on a new laptop and had to guess the env vars, could you write them into the readme',
    },
    why: 'Everybody guesses them once.',
    changes: [
      {
        path: 'README.md',
        from: '## Words',
        to: '## Settings\n\n| variable | default |\n|---|---|\n| `BANK_URL` | `http://localhost:9000` |\n| `BANK_TOKEN` | none |\n| `LOG_LEVEL` | `info` |\n\n`pg` reads the usual `PGHOST`, `PGUSER` and so on.\n\n## Words',
      },
    ],
    answer: 'Three of our own, and those that `pg` reads by itself.',
  },
]
