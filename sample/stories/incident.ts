import { vitestPasses } from '../play/outputs.ts'
import {
  commit,
  edit,
  pullRequest,
  push,
  read,
  run,
  runFails,
  say,
  search,
  think,
  turn,
  type WorkItem,
  write,
} from '../script.ts'

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

/** The night after: found, taken back, written down. */
export const webhookIncident: WorkItem = {
  name: 'webhook-incident',
  repository: 'payments',
  branch: 'ana/revert-webhook-keep-alive',
  moments: [
    {
      do: 'session',
      by: 'ana',
      agent: 'claude',
      day: 13,
      hour: 21.2,
      onMain: true,
      weight: 4,
      title: 'incident-webhooks',
      turns: [
        turn(
          'I am on call. webhook.delivery_failed went from 0.3% to 38% at 18:05 UTC, all merchants behind one proxy vendor. what changed in src/webhooks in the last days?',
          [
            run(
              'git log --since=3.days --oneline -- src/webhooks',
              'Recent changes of webhooks',
              '{landed:webhook-keep-alive} Reuse connections for webhooks',
              0.4,
            ),
            read('src/webhooks/agent.ts'),
            read('src/webhooks/deliver.ts'),
            say(
              'One change: deliveries share an agent with `pipelining: 4`. A proxy that answers pipelined requests out of order, or closes after the first, makes undici fail the others that wait on that connection. That fits "all merchants behind one vendor".',
            ),
          ],
        ),
        turn('can you prove it in 5 min? otherwise I just revert', [
          write(
            'tmp/pipelining.mjs',
            "import { createServer } from 'node:net'\n\n// A proxy that answers the first request and closes.\ncreateServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n'))).listen(9909)\n",
          ),
          runFails(
            'node tmp/pipelining.mjs & sleep 1; node -e "..."',
            'Send four deliveries through it',
            'delivered 1\nfailed 3 SocketError: other side closed',
            1,
            4,
          ),
          say(
            'Proven: with a proxy that closes after one answer, one of four deliveries arrives. Revert, the gain was small anyway.',
          ),
          { do: 'undo', paths: ['tmp/pipelining.mjs'] },
        ]),
      ],
    },
    {
      do: 'revert',
      by: 'ana',
      day: 13,
      hour: 21.9,
      item: 'webhook-keep-alive',
      reason: 'Pipelined calls fail behind proxies that close after one answer: 38 % of deliveries since 18:05 UTC.',
    },
    {
      do: 'merge',
      by: 'diego',
      day: 13,
      hour: 17.2,
      style: 'merge',
      title: 'Take back the reuse of connections for webhooks',
    },
    { do: 'tag', by: 'diego', day: 13, hour: 17.4, name: 'v2.40.1', message: 'Webhooks without pipelining' },
    {
      do: 'session',
      by: 'ana',
      agent: 'claude',
      day: 12,
      hour: 10.6,
      turns: [
        turn(
          'write the review of last night, docs/incidents/webhook-pipelining.md. blameless, short: what happened, how it was found, what we change. 18:05 to 20:41 UTC, 38% of deliveries, 212 merchants, all sent again by 23:00',
          [
            write(
              'docs/incidents/webhook-pipelining.md',
              '# Webhooks failed behind one proxy vendor\n\n**What merchants saw.** From 18:05 to 20:41 UTC 38 % of deliveries failed, for 212 merchants. All were sent again by 23:00.\n\n**What happened.** A release that day reused connections and sent up to four calls at once on each. Proxies of one vendor close after the first answer; the other three calls fail.\n\n**How it was found.** The rate of failures raised the alert after nine minutes. There was a single change in `src/webhooks`; a proxy of ten lines that closes after one answer showed the fault.\n\n**What we change.**\n- Tests of delivery against a server that closes early (PAY-118)\n- Changes of the delivery go to a tenth of the merchants first (PAY-119)\n',
            ),
            say(
              'The review is written; the two changes need tickets, I took PAY-118 and PAY-119 as you had them in your notes.',
            ),
          ],
        ),
        turn('perfect, commit', [
          commit('Write down the webhook incident'),
          push,
          pullRequest('Write down the webhook incident', 'Blameless review.'),
          say('#{pr}'),
        ]),
      ],
    },
    { do: 'merge', by: 'ines', day: 12, hour: 15.2, style: 'squash', title: 'Write down the webhook incident' },
  ],
}

/** Signatures were compared in a way that tells how far they agree. */
export const constantTime: WorkItem = {
  name: 'constant-time',
  repository: 'payments',
  branch: 'ines/pay-121-constant-time',
  moments: [
    {
      do: 'session',
      by: 'ines',
      agent: 'claude',
      day: 10,
      hour: 9.8,
      turns: [
        turn(
          'PAY-121 (security, from the pen test): `verify` in src/webhooks/sign.ts compares signatures with ===, which is not constant time. Use timingSafeEqual. Must hold: a signature of another length is refused without a throw, and so is one that is not hex. Failing tests first.',
          [
            read('src/webhooks/sign.ts'),
            search('verify\\(', 'src'),
            write(
              'src/webhooks/sign.test.ts',
              "import { expect, test } from 'vitest'\nimport { sign, verify } from './sign.ts'\n\nconst good = sign('secret', 1, '{}')\n\ntest('takes its own signature', () => {\n  expect(verify('secret', 1, '{}', good)).toBe(true)\n})\n\ntest.each(['', good.slice(2), 'zz' + good.slice(2), good.toUpperCase() + '00'])('refuses %s without a throw', (signature) => {\n  expect(verify('secret', 1, '{}', signature)).toBe(false)\n})\n",
            ),
            run(
              'npx vitest run src/webhooks',
              'Run the webhook tests',
              vitestPasses([['src/webhooks/sign.test.ts', 5]], 301),
              2,
            ),
            say(
              'They all pass already: `===` gives the right answer, only not in constant time. So these tests guard the change but do not prove it; timing cannot be tested well here.',
            ),
            edit(
              'src/webhooks/sign.ts',
              '  sign(secret, timestamp, body) === signature',
              "  equal(Buffer.from(sign(secret, timestamp, body), 'hex'), Buffer.from(signature, 'hex'))",
            ),
            edit(
              'src/webhooks/sign.ts',
              'export const verify',
              '/** Whether two signatures are the same, without telling by the time it takes how far they agree. */\nconst equal = (left: Buffer, right: Buffer): boolean => left.length === right.length && timingSafeEqual(left, right)\n\nexport const verify',
            ),
            edit(
              'src/webhooks/sign.ts',
              "import { createHmac } from 'node:crypto'",
              "import { createHmac, timingSafeEqual } from 'node:crypto'",
            ),
            run(
              'npx vitest run src/webhooks && npm run lint',
              'Run tests and linter',
              vitestPasses([['src/webhooks/sign.test.ts', 5]], 318),
              4,
            ),
            say('`verify` compares in constant time now; other lengths and non-hex are refused without a throw.'),
          ],
        ),
        turn('Good, and honest about the tests. Commit, PR, label security.', [
          commit('Compare webhook signatures in constant time (PAY-121)'),
          push,
          pullRequest(
            'Compare webhook signatures in constant time (PAY-121)',
            'From the pen test. No behaviour changes.',
          ),
          say('#{pr} is open. The label could not be set, `security` does not exist in the repository.'),
        ]),
      ],
    },
    {
      do: 'merge',
      by: 'ada',
      day: 10,
      hour: 14.1,
      style: 'merge',
      title: 'Compare webhook signatures in constant time (PAY-121)',
    },
  ],
}
