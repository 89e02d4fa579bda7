import type { Random } from '../random.ts'
import {
  commit,
  edit,
  pullRequest,
  push,
  run,
  runFails,
  type Step,
  say,
  type Turn,
  think,
  turn,
  write,
} from '../script.ts'
import type { Engineer } from '../team.ts'
import type { Task } from './task.ts'

/** How it went: what the composer decided, for what follows the session. */
export interface Composed {
  turns: Turn[]
  /** Whether it ends with a commit on a pushed branch. */
  finished: boolean
}

const closings: Record<Engineer['style'], string[]> = {
  precise: [
    'Commit, push and open the pull request. Title: "{subject}".',
    'Good. Commit with a message that says why, push, open a PR.',
    'That is it. Commit and open the pull request, please.',
  ],
  brief: ['commit + pr', 'ship it', 'ok, pr', 'commit and push, open pr', 'lgtm, pr please'],
  chatty: [
    'looks good to me! can you commit and open a PR?',
    'great, thanks :) commit it and make a PR',
    'nice. let us get it reviewed, open a PR please',
  ],
}

const givingUp: Record<Engineer['style'], string[]> = {
  precise: [
    'Leave it there. The ticket is moved to next quarter, I will throw the branch away.',
    'Stop here, we decided against it in the planning.',
  ],
  brief: ['leave it, not needed anymore', 'drop this', 'forget it, doing it by hand'],
  chatty: [
    'hmm actually hold on, product just told me they want it different, let us leave it for now',
    'ok I will come back to this another day',
  ],
}

const environments: readonly { command: string; output: string; remedy: string; done: string; said: string }[] = [
  {
    command: 'npm test',
    output:
      'npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
    remedy: 'npm install --package-lock-only && npm ci',
    done: 'up to date, audited 214 packages in 2s\nadded 213 packages, and audited 214 packages in 6s',
    said: 'lock file is out of sync in this checkout, run npm install first',
  },
  {
    command: 'docker compose up -d postgres',
    output: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    remedy: 'docker compose up -d postgres',
    done: ' Container payments-postgres-1  Started',
    said: 'docker was off, started it. go on',
  },
  {
    command: 'go test ./...',
    output:
      'go: github.com/jackc/pgx/v5@v5.7.1: Get "https://proxy.golang.org/github.com/jackc/pgx/v5/@v/v5.7.1.mod": dial tcp: lookup proxy.golang.org: no such host',
    remedy: 'go mod download',
    done: '',
    said: 'vpn was down, try again',
  },
]

/** Plays out a task as a conversation: what is asked, what goes wrong, what comes of it. */
export const compose = (task: Task, who: Engineer, agent: 'claude' | 'codex', random: Random): Composed => {
  const careful = random.chance(who.careful)
  const testFirst = careful && task.test !== undefined && random.chance(0.7)
  const slips = task.slip !== undefined && random.chance(careful ? 0.22 : 0.48) && !(testFirst && task.slip.tested)
  const laterTest = slips && task.slip?.tested === true
  const check = run(task.check.command, task.check.about, task.check.passes, task.check.seconds)
  const prompt = careful ? task.prompts.precise : task.prompts[who.style]
  const asked = testFirst ? `${prompt} ${random.pick(testFirstWords)}` : prompt

  const looking: Step[] = []
  if (random.chance(0.04)) looking.push({ do: 'overload', attempts: random.integer(1, 3) })
  if (random.chance(0.5)) looking.push(think(thought(task, random)))
  looking.push(
    say(task.intro),
    ...(agent === 'claude' && careful && random.chance(0.14) ? [explore(task)] : task.looks),
  )

  const writing: Step[] = []
  if (testFirst)
    writing.push(
      write(task.test!.path, task.test!.content),
      runFails(task.check.command, task.check.about, task.check.fails, 1, task.check.seconds),
      say(random.pick(failsRightly)),
    )
  for (const file of task.files) {
    const wrong = slips && task.slip!.path === file.path
    writing.push(
      write(file.path, wrong ? file.content.replace(task.slip!.right, () => task.slip!.wrong) : file.content),
    )
  }
  const tested = task.test && !testFirst && (careful || random.chance(0.75))
  if (tested && !laterTest) writing.push(write(task.test!.path, task.test!.content))
  const checked = !laterTest && (careful || random.chance(0.7))

  const turns: Turn[] = []
  if (random.chance(0.06))
    turns.push(
      random.chance(0.6)
        ? turn(random.pick(['git pull --rebase', 'git fetch -p && git rebase origin/main']), [], {
            shell: 'Already up to date.',
          })
        : turn('/model', [], { command: 'Kept model as is' }),
    )
  const environment = random.chance(0.06)
    ? random.pick(environments.filter((each) => fits(each.command, task)))
    : undefined
  if (environment) turns.push(...withoutEnvironment(environment, asked, [...looking, ...writing], check, task, random))
  else if (random.chance(0.07))
    turns.push(
      turn(asked, [...looking, { do: 'interrupt' }]),
      turn(
        random.pick(redirections).replace('{path}', task.files[0]!.path),
        [...writing, ...(checked ? [check] : []), say(task.answer)],
        { after: 0.3 },
      ),
    )
  else {
    const planned = careful && random.chance(0.16)
    const planning: Step[] = planned ? [{ do: 'plan', text: plan(task), accepted: true }] : []
    turns.push(
      turn(
        asked,
        [...looking, ...planning, ...writing, ...(checked ? [check] : []), say(task.answer)],
        planned ? { mode: 'plan' } : {},
      ),
    )
  }
  if (slips)
    turns.push(correction(task, laterTest ? [write(task.test!.path, task.test!.content), check] : [check], random))
  if (random.chance(0.2))
    turns.push(
      turn(random.pick(asksForAll), [
        run(suite(task), 'Run the whole suite', whole(task, random), random.between(8, 24)),
        say(random.pick(allPass)),
      ]),
    )
  if (random.chance(0.13)) {
    if (random.chance(0.6)) turns.push(turn(random.pick(givingUp[who.style]), [say(random.pick(leftBehind))]))
    return { turns, finished: false }
  }
  turns.push(closing(task, who, careful, random))
  return { turns, finished: true }
}

const withoutEnvironment = (
  environment: (typeof environments)[number],
  asked: string,
  steps: Step[],
  check: Step,
  task: Task,
  random: Random,
): Turn[] => {
  const failing = runFails(environment.command, 'Run it', environment.output, 1, 4)
  const end: Step = random.chance(0.5)
    ? { do: 'interrupt' }
    : say(`I cannot run it here: ${environment.output.split('\n')[0]}`)
  const again = say(
    random.pick([
      'That does not work on this machine; I try once more.',
      'Again, with nothing else running.',
      'Odd. Once more.',
    ]),
  )
  return [
    turn(asked, [...steps, failing, failing, again, failing, end]),
    turn(
      environment.said,
      [run(environment.remedy, 'Get the environment right', environment.done, 11), check, say(task.answer)],
      { after: random.between(4, 25) },
    ),
  ]
}

const closing = (task: Task, who: Engineer, careful: boolean, random: Random): Turn =>
  turn(random.pick(closings[who.style]).replace('{subject}', task.subject), [
    commit(task.subject, careful ? reason(task) : undefined),
    push,
    pullRequest(task.subject, `${task.subject}.\n\n${task.answer}`),
    say(
      random.pick([
        'Opened #{pr}.',
        'It is #{pr}.',
        'Pull request #{pr} is open.',
        'Committed, pushed, opened as #{pr}.',
        '#{pr}, with the tests in the same commit.',
      ]),
    ),
  ])

const explore = (task: Task): Step => {
  const near = task.looks.flatMap((look) => (look.do === 'read' ? [look.path] : []))
  return {
    do: 'delegate',
    type: 'Explore',
    task: `How ${task.repository} does it`,
    prompt: `I am about to do this in ${task.repository}: ${task.subject}. Find the code that is most like it, and the conventions it follows (names, folders, tests). Paths and line numbers, no proposals.`,
    steps: task.looks,
    answer: `Nearest code:\n${near.map((path) => `- ${path}`).join('\n')}\n\nConventions: one thing a file, tests beside the file, CLAUDE.md is followed throughout.`,
  }
}

const testFirstWords = [
  'Write the test first and show me that it fails.',
  'Test first, please.',
  'Start with a failing test.',
  'Begin with the test and let me see it red.',
]
const failsRightly = [
  'It fails for the right reason. Now the code.',
  'Red, as it should be.',
  'The test fails because there is nothing yet.',
]
const redirections = [
  'you are reading half the repo. it is one file: {path}',
  'no need to look further, just write {path}',
  'stop, wrong branch. ok switched, go on',
  'enough reading, {path} please',
]
const asksForAll = [
  'run lint and types too',
  'does the whole suite still pass?',
  'and the other tests?',
  'Run everything once, please.',
]
const allPass = ['All green.', 'Everything passes, lint has nothing to say.', 'The whole suite passes.']
const leftBehind = [
  'All right. Nothing is committed; the files are in the work tree.',
  'Fine, I leave the branch as it is.',
  'OK.',
]

const correction = (task: Task, checks: Step[], random: Random): Turn => {
  const slip = task.slip!
  const fix: Step[] = [edit(slip.path, slip.wrong, slip.right), ...checks, say(slip.answer)]
  if (random.chance(0.12))
    return turn(slip.complaint, [
      {
        do: 'refuse',
        step: edit(slip.path, slip.wrong, `${slip.wrong} `),
        hint: 'that is the same again, read what I wrote',
      },
      ...fix,
    ])
  if (random.chance(0.12))
    fix.splice(1, 0, {
      do: 'queue',
      text: random.pick(['and keep the comment as it is', 'no other changes in that file', 'then run the tests again']),
    })
  return turn(slip.complaint, fix)
}

const fits = (command: string, task: Task) =>
  task.repository === 'ledger' ? command.startsWith('go') : !command.startsWith('go')

const suite = (task: Task) => (task.repository === 'ledger' ? 'make test lint' : 'npm test && npm run lint')

const whole = (task: Task, random: Random) =>
  task.repository === 'ledger'
    ? `ok  \tgithub.com/tarnwick-pay/ledger/internal/checks\t0.${random.integer(180, 420)}s\nok  \tgithub.com/tarnwick-pay/ledger/internal/ledger\t0.${random.integer(180, 420)}s\n0 issues.`
    : ` Test Files  ${random.integer(9, 31)} passed\n      Tests  ${random.integer(32, 96)} passed\n   Duration  ${random.integer(1200, 4800)}ms`

const thought = (task: Task, random: Random) =>
  random.pick([
    `The task: ${task.subject.toLowerCase()}. I should see how the neighbours do it before I write anything.`,
    `They want ${task.files[0]!.path}. Conventions are in CLAUDE.md; let me check the code next to it.`,
    `Small change, but it has to look like the rest. Start with reading.`,
  ])

const plan = (task: Task) =>
  `# ${task.subject}\n\n1. ${task.test ? `Write ${task.test.path} and see it fail` : 'Read what is there'}\n2. Write ${task.files.map((file) => file.path).join(', ')}\n3. ${task.check.about}\n\nNothing else is touched.`

const reason = (task: Task) =>
  `${task.prompts.chatty.split(/[.?!,]/)[0]!.replace(/^(hi|so|Hi|So),? ?/, '')}.`.replace(/^./, (letter) =>
    letter.toUpperCase(),
  )
