import { commit, pullRequest, push, read, run, runFails, say, turn, type WorkItem, write } from '../script.ts'

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
      hour: 20.4,
      onMain: true,
      weight: 4,
      title: 'webhooks failing, 38%',
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
      hour: 20.9,
      item: 'webhook-keep-alive',
      reason: 'Pipelined calls fail behind proxies that close after one answer: 38 % of deliveries since 18:05 UTC.',
    },
    {
      do: 'merge',
      by: 'diego',
      day: 13,
      hour: 15.3,
      style: 'merge',
      title: 'Take back the reuse of connections for webhooks',
    },
    { do: 'tag', by: 'diego', day: 13, hour: 15.45, name: 'v2.40.1', message: 'Webhooks without pipelining' },
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
