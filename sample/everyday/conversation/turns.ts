import type { Random } from '../../random.ts'
import { commit, edit, pullRequest, push, run, type Step, say, type Turn, turn } from '../../script.ts'
import type { Task } from '../task.ts'
import { words } from './words.ts'

/** Somebody sees the agent's mistake. */
export const correction = (task: Task, checks: Step[], random: Random): Turn => {
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
  if (random.chance(0.12)) fix.splice(1, 0, { do: 'queue', text: random.pick(words.afterthoughts) })
  return turn(slip.complaint, fix)
}

/** Somebody wants to see the whole suite. */
export const wholeSuite = (task: Task, random: Random): Turn => {
  const isLedger = task.repository === 'ledger'
  const output = isLedger
    ? `ok  \tgithub.com/tarnwick-pay/ledger/internal/checks\t0.${random.integer(180, 420)}s\nok  \tgithub.com/tarnwick-pay/ledger/internal/ledger\t0.${random.integer(180, 420)}s\n0 issues.`
    : ` Test Files  ${random.integer(9, 31)} passed\n      Tests  ${random.integer(32, 96)} passed\n   Duration  ${random.integer(1200, 4800)}ms`
  return turn(random.pick(words.asksForAll), [
    run(isLedger ? 'make test lint' : 'npm test && npm run lint', 'Run the whole suite', output, random.between(8, 24)),
    say(random.pick(words.allPass)),
  ])
}

/** The commit and the pull request. */
export const closing = (
  asked: string,
  names: { subject: string; reason: string | undefined; title: string; description: string },
  random: Random,
): Turn =>
  turn(asked, [
    commit(names.subject, names.reason),
    push,
    pullRequest(names.title, names.description),
    say(random.pick(words.opened)),
  ])

/** A subagent reads what the task needs. */
export const explore = (task: Task): Step => {
  const near = task.looks.flatMap((look) => (look.do === 'read' ? [look.path] : []))
  return {
    do: 'delegate',
    type: 'Explore',
    task: `How ${task.repository} does it`,
    prompt: `I am about to do this in ${task.repository}: ${task.subjects[0]}. Find the code that is most like it, and the conventions it follows (names, folders, tests). Paths and line numbers, no proposals.`,
    steps: task.looks,
    answer: `Nearest code:\n${near.map((path) => `- ${path}`).join('\n')}\n\nConventions: one thing a file, tests beside the file, CLAUDE.md is followed throughout.`,
  }
}

/** What the agent thinks before it begins. */
export const thought = (task: Task, random: Random): string =>
  random.pick([
    `The task: ${task.subjects[0].toLowerCase()}. I should see how the neighbours do it before I write anything.`,
    `They want ${task.changes[0].path}. Conventions are in CLAUDE.md; let me check the code next to it.`,
    'Small change, but it has to look like the rest. Start with reading.',
    `${task.why} So what matters is ${task.must?.[0] ?? 'that nothing else changes'}.`,
  ])

/** A plan that somebody is asked to take. */
export const planOf = (task: Task): string => {
  const paths = [...new Set(task.changes.map((change) => change.path))]
  const first = task.test ? `Write ${task.test.path} and see it fail` : 'Read what is there'
  return `# ${task.subjects[0]}\n\n1. ${first}\n2. Change ${paths.join(', ')}\n3. ${task.check.about}\n\nNothing else is touched.`
}
