import { performance } from 'node:perf_hooks'
import type { Client } from 'pg'
import type { Pricer } from '../../src/config/prices/index.ts'
import { workAnswer } from '../../src/narrative/work-answer.ts'
import { sessionEntries } from '../../src/store/questions/session-events.ts'
import { sessionsOf } from '../../src/store/questions/sessions-of.ts'
import { usageBy, usageDimensions } from '../../src/store/questions/usage-by.ts'
import { openData, openWorkspace, pricerOf } from '../../src/surfaces/workspace.ts'
import type { Bench } from '../bench.ts'
import { type Figure, figure } from '../figure.ts'
import { wordsOf } from '../input/input.ts'
import { install } from '../maestro/installation.ts'

const name = 'query'
const defaultRounds = 21

interface Question {
  readonly id: string
  readonly name: string
  readonly ask: () => Promise<unknown>
}

/** How long the questions themselves take, asked in one process over one connection. */
export const query: Bench = {
  name,
  title: 'Questions',
  run: async ({ inputs, histories, scratch, rounds = defaultRounds, note }) => {
    const input = inputs.at(-1)!
    const repositories = [...input.repositories, ...histories]
    await using installation = await install(scratch, wordsOf({ homes: input.homes, repositories }))
    note(`${name}: importing ${input.name}`)
    await installation.run(['sync', '--json'])
    const workspace = openWorkspace({ timezone: 'UTC' }, { ...installation.environment })
    const database = await openData(workspace)
    const client = await database.connect()
    try {
      const questions = await questionsOf(client, await pricerOf(workspace))
      const times = new Map<Question, number[]>(questions.map((question) => [question, []]))
      for (const question of questions) await question.ask()
      for (let round = 0; round < rounds; round++) {
        for (const question of questions) times.get(question)!.push(await millisecondsOf(question))
      }
      const figures: Figure[] = [...times].map(([question, values]) =>
        figure(name, question.id, question.name, input, 'ms', values),
      )
      return { figures, remarks: ['Warm: every question was asked once before. From the call to typed rows.'] }
    } finally {
      await client.end()
      await database.close()
    }
  },
}

const millisecondsOf = async ({ ask }: Question): Promise<number> => {
  const started = performance.now()
  await ask()
  return performance.now() - started
}

const questionsOf = async (client: Client, pricer: Pricer): Promise<Question[]> => {
  const period = { timezone: 'UTC' }
  const { rows } = await client.query<{ session: string; events: number }>(
    `(select session, events from session_summary where org = 1 order by events desc limit 1)
     union all
     (select session, events from session_summary where org = 1 and events > 0 order by events
      offset (select count(*) / 2 from session_summary where org = 1 and events > 0) limit 1)`,
  )
  return [
    ...usageDimensions.map((dimension) => ({
      id: `usage-by-${dimension}`,
      name: `usage by ${dimension}`,
      ask: () => usageBy(client, [dimension], period),
    })),
    { id: 'sessions', name: 'all sessions', ask: () => sessionsOf(client, period, {}) },
    {
      id: 'work',
      name: 'the work of the last week',
      ask: () => workAnswer(client, { timezone: 'UTC', now: Date.now(), pricer }),
    },
    ...rows.map(({ session, events }, index) => ({
      id: index === 0 ? 'longest-session' : 'session',
      name: `everything in the ${index === 0 ? 'longest' : 'median'} session (${events} events)`,
      ask: () => Array.fromAsync(sessionEntries(client, session)),
    })),
  ]
}
