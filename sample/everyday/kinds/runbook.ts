import { read, search } from '../../script.ts'
import { inMarket, type Kind, wordings } from '../task.ts'

const alerts: readonly [alert: string, means: string, look: string, act: string, missing: string][] = [
  [
    'replica-lag',
    'The read replica is more than 30 s behind.',
    'select now() - pg_last_xact_replay_timestamp();',
    'Stop the nightly checks, they read most. If it still grows, balances are served stale: tell support.',
    'say what merchants notice: balances that are behind, not wrong',
  ],
  [
    'post-errors',
    'More than 1 % of postings fail.',
    "select error, count(*) from post_error where at > now() - interval '10 minutes' group by 1;",
    'Unbalanced entries come from a new release of payments: roll that back first, then look.',
    'who owns the roll-back? write down that it is the payments on-call',
  ],
  [
    'disk-almost-full',
    'The data volume is over 85 %.',
    'select pg_size_pretty(pg_total_relation_size(oid)), relname from pg_class order by pg_total_relation_size(oid) desc limit 10;',
    'The entry table only grows. Extend the volume, it is online. Never delete entries.',
    'mention that extending is online, people will hesitate at night',
  ],
  [
    'slow-balance',
    'Balances take longer than 2 s at the 95th percentile.',
    'explain (analyze, buffers) select sum(amount) from entry where account = $1;',
    'One big merchant is enough. Find the account in the logs, then see PAY-71 for the running balances.',
    'link the ticket',
  ],
  [
    'queue-backlog',
    'More than 10 000 postings wait.',
    'select count(*), min(created_at) from posting_queue;',
    'Check that all three workers run. A single slow one is normal, three are not.',
    'what is the normal number? add it',
  ],
  [
    'certificate',
    'The certificate of the bank link ends in ten days.',
    'openssl s_client -connect bank-link:443 </dev/null | openssl x509 -noout -enddate',
    'Order the new one today, the bank needs five working days.',
    'bank needs five WORKING days',
  ],
  [
    'settlement-missing',
    'No settlement file by 06:30.',
    'ls -l /var/spool/settlement/$(date +%F)*',
    'The bank is late about once a month. Wait until 07:15, then call.',
    'phone number is in the vault, say where, do not write it here',
  ],
  [
    'clock-skew',
    'A host is more than 2 s off.',
    'chronyc tracking',
    'Drain the host. Entries in the future fail the nightly check.',
    'drain first, fix after',
  ],
]

/** One page for an alert. */
export const runbook: Kind = {
  name: 'runbook',
  repository: 'ledger',
  values: alerts.length,
  make: (supply, random) => {
    const { value, market } = supply.next('runbook', alerts)
    const [alert, means, look, act, missing] = value
    const path = inMarket('docs/runbooks', `${alert}.md`, market)
    const right = act
    return {
      repository: 'ledger',
      slug: `runbook-${alert}${market.suffix}`,
      area: 'runbooks',
      nature: 'docs',
      subjects: [
        `Write down what to do about ${alert}${market.words}`,
        `Runbook for ${alert}${market.words}`,
        `What to do when ${alert} fires${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `Write the runbook for the alert ${alert}: what it means, how to see what is wrong, what to do, whom to wake. Short enough to read at three in the morning. Take the form of docs/runbooks/README.md. What I know: ${means} ${act}`,
          `${alert} has no page. ${means} What helped last time: ${act} Please write that down in the usual form.`,
        ],
        short: [
          `runbook for ${alert}${market.words}. ${means}`,
          `docs/runbooks/${alert}.md: ${act}`,
          `${alert} fired twice, no runbook. ${act}`,
        ],
        chat: [
          `last night I was paged for ${alert} and there was no page for it. ${means} could you write one? I ended up doing this: ${act}`,
          `before I forget: for ${alert} you do this: ${act} can you make a runbook out of it`,
        ],
      }),
      must: ['fits on one screen', 'one command to look, one thing to do'],
      why: random.pick([
        'Somebody was paged and found no page.',
        'Only one of us knew what to do.',
        'It fired twice this month.',
      ]),
      intro: 'Looking at the form of the others.',
      looks: [read('docs/runbooks/README.md'), search(alert.split('-')[0]!, 'docs')],
      changes: [
        {
          path,
          to: `# ${alert}\n\n**Means.** ${means}\n\n**Look.**\n\n    ${look}\n\n**Do.** ${right}\n\n**Wake.** ${random.pick(['The ledger on-call; nobody else before 07:00.', 'The ledger on-call. If postings stop altogether also the payments on-call.', 'Nobody, it can wait for the morning.'])}\n`,
        },
      ],
      slip: {
        path,
        right,
        wrong: act.split('. ')[0]!.replace(/\.?$/, '.'),
        complaint: missing,
        answer: 'Added. The page still fits on one screen.',
      },
      check: {
        command: 'npx markdownlint-cli2 "docs/**/*.md"',
        about: 'Check the pages',
        passes:
          'markdownlint-cli2 v0.15.0 (markdownlint v0.36.1)\nFinding: docs/**/*.md\nLinting: 6 file(s)\nSummary: 0 error(s)',
        fails: '',
        seconds: 1.4,
      },
      answer: random.pick([
        `The page is at ${path}, one screen long.`,
        `Written. I took the command from what the service logs; please try it once on the replica.`,
      ]),
    }
  },
}
