import type { Random } from '../../random.ts'
import { run, runFails, type Step, say, type Turn, turn } from '../../script.ts'
import type { Task } from '../task.ts'

/** Something that is wrong with the machine, not with the task. */
interface Trouble {
  command: string
  output: string
  remedy: string
  done: string
  said: string
  fits(task: Task): boolean
}

const troubles: readonly Trouble[] = [
  {
    command: 'npm test',
    output:
      'npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
    remedy: 'npm install --package-lock-only && npm ci',
    done: 'up to date, audited 214 packages in 2s\nadded 213 packages, and audited 214 packages in 6s',
    said: 'lock file is out of sync in this checkout, run npm install first',
    fits: (task) => task.repository !== 'ledger',
  },
  {
    command: 'docker compose up -d postgres',
    output: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    remedy: 'docker compose up -d postgres',
    done: ' Container payments-postgres-1  Started',
    said: 'docker was off, started it. go on',
    fits: (task) => task.repository === 'payments',
  },
  {
    command: 'npx vitest run',
    output: "Error: EACCES: permission denied, open '/tmp/vitest-cache/results.json'",
    remedy: 'rm -rf node_modules/.vite && npx vitest run',
    done: ' Test Files  11 passed (11)\n      Tests  38 passed (38)',
    said: 'that cache belongs to another user, I gave it to you. remove node_modules/.vite as well',
    fits: (task) => task.repository === 'console',
  },
  {
    command: 'go test ./...',
    output:
      'go: github.com/jackc/pgx/v5@v5.7.1: Get "https://proxy.golang.org/github.com/jackc/pgx/v5/@v/v5.7.1.mod": dial tcp: lookup proxy.golang.org: no such host',
    remedy: 'go mod download',
    done: '',
    said: 'vpn was down, try again',
    fits: (task) => task.repository === 'ledger',
  },
]

/** Turns in which the work is done but cannot be tried, until somebody mends the machine. */
export const troubledTurns = (asked: string, steps: Step[], check: Step, task: Task, random: Random): Turn[] => {
  const trouble = random.pick(troubles.filter((each) => each.fits(task)))
  const failing = runFails(trouble.command, 'Run it', trouble.output, 1, 4)
  const end: Step = random.chance(0.5)
    ? { do: 'interrupt' }
    : say(`I cannot run it here: ${trouble.output.split('\n')[0]}`)
  const again = say(
    random.pick([
      'That does not work on this machine; I try once more.',
      'Again, with nothing else running.',
      'Odd. Once more.',
    ]),
  )
  return [
    turn(asked, [...steps, failing, failing, again, failing, end]),
    turn(trouble.said, [run(trouble.remedy, 'Get the environment right', trouble.done, 11), check, say(task.answer)], {
      after: random.between(4, 25),
    }),
  ]
}
