import type { Random } from '../random.ts'
import { commit, edit, pullRequest, push, run, runFails, say, type Step, type Turn, think, turn, write } from '../script.ts'
import type { Engineer } from '../team.ts'
import type { Task } from './task.ts'

/** How it went: what the composer decided, for what follows the session. */
export interface Composed {
  turns: Turn[]
  /** Whether it ends with a commit on a pushed branch. */
  finished: boolean
}

const closings: Record<Engineer['style'], string[]> = {
  precise: ['Commit, push and open the pull request. Title: "{subject}".', 'Good. Commit with a message that says why, push, open a PR.', 'That is it. Commit and open the pull request, please.'],
  brief: ['commit + pr', 'ship it', 'ok, pr', 'commit and push, open pr', 'lgtm, pr please'],
  chatty: ['looks good to me! can you commit and open a PR?', 'great, thanks :) commit it and make a PR', 'nice. let us get it reviewed, open a PR please'],
}

const givingUp: Record<Engineer['style'], string[]> = {
  precise: ['Leave it there. The ticket is moved to next quarter, I will throw the branch away.', 'Stop here, we decided against it in the planning.'],
  brief: ['leave it, not needed anymore', 'drop this', 'forget it, doing it by hand'],
  chatty: ['hmm actually hold on, product just told me they want it different, let us leave it for now', 'ok I will come back to this another day'],
}

const environments: readonly { command: string; output: string; remedy: string; said: string }[] = [
  {
    command: 'npm test',
    output: 'npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
    remedy: 'npm install --package-lock-only && npm ci',
    said: 'lock file is out of sync in this checkout, run npm install first',
  },
  {
    command: 'docker compose up -d postgres',
    output: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    remedy: 'docker compose up -d postgres',
    said: 'docker was off, started it. go on',
  },
  {
    command: 'go test ./...',
    output: 'go: github.com/jackc/pgx/v5@v5.7.1: Get "https://proxy.golang.org/github.com/jackc/pgx/v5/@v/v5.7.1.mod": dial tcp: lookup proxy.golang.org: no such host',
    remedy: 'go test ./... ',
    said: 'vpn was down, try again',
  },
]

/** Plays out a task as a conversation: what is asked, what goes wrong, what comes of it. */
export const compose = (task: Task, who: Engineer, random: Random): Composed => {
  const careful = random.chance(who.careful)
  const testFirst = careful && task.test !== undefined && random.chance(0.7)
  const slips = task.slip !== undefined && random.chance(careful ? 0.2 : 0.46)
  const abandoned = random.chance(0.13)
  const steps: Step[] = []
  const prompt = careful ? task.prompts.precise : task.prompts[who.style]
  const asked = testFirst ? `${prompt} ${random.pick(['Write the test first and show me that it fails.', 'Test first, please.', 'Start with a failing test.'])}` : prompt

  if (random.chance(0.04)) steps.push({ do: 'overload', attempts: random.integer(1, 3) })
  if (random.chance(0.5)) steps.push(think(thought(task, random)))
  steps.push(say(task.intro), ...task.looks)
  const broken = random.chance(0.06) ? random.pick(environments.filter((each) => fits(each.command, task))) : undefined
  const planned = careful && random.chance(0.16)
  if (planned) steps.push({ do: 'plan', text: plan(task), accepted: true })
  if (testFirst) steps.push(write(task.test!.path, task.test!.content), runFails(task.check.command, task.check.about, task.check.fails, 1, task.check.seconds))
  if (testFirst) steps.push(say(random.pick(['It fails for the right reason. Now the code.', 'Red, as it should be.', 'The test fails because there is nothing yet.'])))
  for (const file of task.files) {
    const wrong = slips && task.slip!.path === file.path
    steps.push(write(file.path, wrong ? file.content.replace(task.slip!.right, () => task.slip!.wrong) : file.content))
  }
  if (task.test && !testFirst && (careful || random.chance(0.75))) steps.push(write(task.test.path, task.test.content))
  const check = run(task.check.command, task.check.about, task.check.passes, task.check.seconds)

  const turns: Turn[] = []
  const mode = planned ? { mode: 'plan' as const } : {}
  if (broken) {
    const failing = runFails(broken.command, 'Run it', broken.output, 1, 4)
    turns.push(turn(asked, [...steps, failing, failing, say('That does not work on this machine; I try once more.'), failing, ...(random.chance(0.5) ? [{ do: 'interrupt' } as Step] : [say(`I cannot run it here: ${broken.output.split('\n')[0]}`)])], mode))
    turns.push(turn(broken.said, [run(broken.remedy, 'Get the environment right', 'done', 11), check, say(task.answer)]))
  } else {
    if (careful || random.chance(0.7)) steps.push(check)
    turns.push(turn(asked, [...steps, say(task.answer)], mode))
  }
  if (slips) turns.push(correction(task, check, random))
  if (random.chance(0.2)) turns.push(turn(random.pick(['run lint and types too', 'does the whole suite still pass?', 'and the other tests?', 'Run everything once, please.']), [run(suite(task), 'Run the whole suite', whole(task, random), random.between(8, 24)), say(random.pick(['All green.', 'Everything passes, lint has nothing to say.', 'The whole suite passes.']))]))
  if (abandoned) {
    if (random.chance(0.6)) turns.push(turn(random.pick(givingUp[who.style]), [say(random.pick(['All right. Nothing is committed; the files are in the work tree.', 'Fine, I leave the branch as it is.', 'OK.']))]))
    return { turns, finished: false }
  }
  const closing = random.pick(closings[who.style]).replace('{subject}', task.subject)
  turns.push(
    turn(closing, [
      commit(task.subject, careful ? reason(task) : undefined),
      push,
      pullRequest(task.subject, `${task.subject}.\n\n${task.answer}`),
      say(random.pick(['Opened #{pr}.', 'It is #{pr}.', 'Pull request #{pr} is open.', 'Committed, pushed, opened as #{pr}.'])),
    ]),
  )
  return { turns, finished: true }
}

const correction = (task: Task, check: Step, random: Random): Turn => {
  const slip = task.slip!
  const fix: Step[] = [edit(slip.path, slip.wrong, slip.right), check, say(slip.answer)]
  if (random.chance(0.12)) return turn(slip.complaint, [{ do: 'refuse', step: edit(slip.path, slip.wrong, `${slip.wrong} `), hint: 'that is the same again, read what I wrote' }, ...fix])
  if (random.chance(0.1)) fix.splice(1, 0, { do: 'queue', text: random.pick(['and keep the comment as it is', 'no other changes in that file', 'then run the tests again']) })
  return turn(slip.complaint, fix)
}

const fits = (command: string, task: Task) => (task.repository === 'ledger' ? command.startsWith('go') : !command.startsWith('go'))

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

const reason = (task: Task) => `${task.prompts.chatty.split(/[.?!,]/)[0]!.replace(/^(hi|so|Hi|So),? ?/, '')}.`.replace(/^./, (letter) => letter.toUpperCase())
