import { vitestPasses } from '../play/outputs.ts'
import { commit, edit, pullRequest, push, read, run, say, think, turn, type WorkItem, write } from '../script.ts'

const agentFile = `import { Agent } from 'undici'

/** One pool of connections for all merchants. */
export const webhookAgent = new Agent({ keepAliveTimeout: 60_000, connections: 64, pipelining: 4 })
`

/** A change that looked like a gain and took webhooks down. */
export const webhookKeepAlive: WorkItem = {
  name: 'webhook-keep-alive',
  repository: 'payments',
  branch: 'sam/webhook-keep-alive',
  moments: [
    {
      do: 'session',
      by: 'sam',
      agent: 'claude',
      day: 14,
      hour: 10.4,
      turns: [
        turn(
          'webhook delivery opens a new connection for every call, p95 is 600ms and most of that is tls. can you make it reuse connections? we have like 900 endpoints',
          [
            think(
              'fetch in Node keeps connections alive already with the default dispatcher. But they ask for an explicit agent.',
            ),
            read('src/webhooks/deliver.ts'),
            say('I will give `fetch` an agent of its own, with keep-alive and pipelining.'),
            write('src/webhooks/agent.ts', agentFile),
            edit(
              'src/webhooks/deliver.ts',
              '    signal: AbortSignal.timeout(5000),',
              '    signal: AbortSignal.timeout(5000),\n    dispatcher: webhookAgent,',
            ),
            edit(
              'src/webhooks/deliver.ts',
              "import { sign } from './sign.ts'",
              "import { webhookAgent } from './agent.ts'\nimport { sign } from './sign.ts'",
            ),
            run(
              'npm test',
              'Run the tests',
              vitestPasses(
                [
                  ['src/money.test.ts', 2],
                  ['src/settlement/cutoff.test.ts', 3],
                ],
                900,
              ),
              6,
            ),
            say(
              'Connections are reused for a minute, 64 per endpoint, with up to four calls in flight on each. The tests pass.',
            ),
          ],
        ),
        turn('nice, ship it', [
          commit('Reuse connections for webhooks'),
          push,
          pullRequest('Reuse connections for webhooks', 'One agent with keep-alive for all merchants.'),
          say('#{pr} is open.'),
        ]),
      ],
    },
    {
      do: 'merge',
      by: 'ana',
      day: 13,
      hour: 9.3,
      style: 'squash',
      title: 'Reuse connections for webhooks',
      keepBranch: true,
    },
  ],
}
