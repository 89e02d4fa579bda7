import { goFails, goPasses, vitestFails, vitestPasses } from '../../play/outputs.ts'
import type { Random } from '../../random.ts'
import { read } from '../../script.ts'
import { consoleErrands } from '../errands/console/index.ts'
import type { Errand } from '../errands/errand.ts'
import { ledgerErrands } from '../errands/ledger.ts'
import { paymentsErrands } from '../errands/payments/index.ts'
import type { Kind, Task } from '../task.ts'

const vitestCheck = (errand: Errand, random: Random): Task['check'] => {
  const { test } = errand
  const milliseconds = random.integer(380, 1900)
  if (!test) {
    const files: [string, number][] =
      errand.repository === 'console' ? [['src/lib/format.test.ts', 4]] : [['src/money.test.ts', 2]]
    return {
      command: 'npm test',
      about: 'Run the tests',
      passes: vitestPasses(files, milliseconds),
      fails: '',
      seconds: 6,
    }
  }
  return {
    command: `npx vitest run ${test.path}`,
    about: 'Run the new test',
    passes: vitestPasses([[test.path, test.tests]], milliseconds),
    fails: vitestFails(
      test.path,
      [[...test.fails, `${test.path}:${random.integer(5, 12)}:${random.integer(3, 40)}`]],
      test.tests - 1,
    ),
    seconds: 2.6,
  }
}

const goCheck = (errand: Errand, random: Random): Task['check'] => {
  const path = errand.test?.path ?? errand.changes[0].path
  const folder = path.startsWith('internal/') ? path.replace(/\/[^/]+$/, '') : 'internal/ledger'
  const [name, message] = errand.test?.fails ?? ['', '']
  return {
    command: errand.test ? `go test ./${folder}/...` : 'make test lint',
    about: 'Run the tests',
    passes: goPasses([[folder, 0.1 + random.next() / 4]]),
    fails: goFails(folder, name, [message]),
    seconds: 5,
  }
}

const kindOf = (repository: Errand['repository'], errands: readonly Errand[]): Kind => ({
  name: `${repository}-errand`,
  repository,
  values: errands.length,
  make: (supply, random) => {
    const { value: errand } = supply.next(`${repository}-errand`, errands)
    const paths = [...new Set(errand.changes.map((change) => change.path))]
    return {
      ...errand,
      intro: random.pick(
        errand.nature === 'chore'
          ? ['One line, I think.', 'Let me look at the versions.', 'Looking at the file first.']
          : [
              `I look at \`${paths[0]}\` first.`,
              'Reading what is there.',
              `Let me see \`${paths[0]!.split('/').at(-1)}\`.`,
              'I will find out where that happens.',
            ],
      ),
      looks: paths.map((path) => read(path)),
      check: repository === 'ledger' ? goCheck(errand, random) : vitestCheck(errand, random),
    }
  },
})

/** What comes up once, in each of the repositories. */
export const errandKinds: readonly Kind[] = [
  kindOf('payments', paymentsErrands),
  kindOf('ledger', ledgerErrands),
  kindOf('console', consoleErrands),
]
