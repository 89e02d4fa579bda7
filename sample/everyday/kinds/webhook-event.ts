import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { read, search } from '../../script.ts'
import { capitalised, inMarket, type Kind, wordings } from '../task.ts'

const events: readonly [subject: string, happened: string, field: string, type: string, sample: string][] = [
  ['payout', 'delayed', 'expectedOn', 'string', "'2026-03-09'"],
  ['payout', 'returned', 'reason', 'string', "'account_closed'"],
  ['payment', 'captured', 'capturedAt', 'string', "'2026-03-02T10:00:00Z'"],
  ['payment', 'expired', 'expiredAt', 'string', "'2026-03-02T10:00:00Z'"],
  ['refund', 'settled', 'bankReference', 'string', "'B-7741'"],
  ['refund', 'failed', 'reason', 'string', "'timeout'"],
  ['mandate', 'revoked', 'revokedBy', 'string', "'payer'"],
  ['mandate', 'created', 'scheme', 'string', "'sepa_core'"],
  ['merchant', 'verified', 'level', 'number', '2'],
  ['balance', 'low', 'threshold', 'number', '50000'],
  ['card', 'updated', 'expiresOn', 'string', "'2028-04'"],
  ['invoice', 'overdue', 'days', 'number', '14'],
  ['subscription', 'paused', 'until', 'string', "'2026-05-01'"],
  ['terminal', 'offline', 'minutes', 'number', '30'],
  ['report', 'finished', 'url', 'string', "'https://files.example/r/9'"],
  ['key', 'expiring', 'expiresOn', 'string', "'2026-06-30'"],
  ['plan', 'changed', 'changedBy', 'string', "'merchant'"],
  ['address', 'disabled', 'failures', 'number', '50'],
]

const one = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`

const state = (happened: string) =>
  happened === 'failed' || happened === 'expired' ? `has ${happened}` : `is ${happened}`

const title = (word: string) => word[0]!.toUpperCase() + word.slice(1)

/** One more event that merchants are told about. */
export const webhookEvent: Kind = {
  name: 'webhook-event',
  repository: 'payments',
  values: events.length,
  make: (supply, random) => {
    const { value, round, market } = supply.next('webhook-event', events)
    const [subject, happened, field, type, sample] = value
    const name = `${subject}.${happened}`
    const file = `${subject}-${happened}`
    const camel = `${subject}${title(happened)}`
    const path = inMarket('src/webhooks/events', `${file}.ts`, market)
    const testPath = path.replace('.ts', '.test.ts')
    const deliver = round === 0 ? '../deliver.ts' : '../../deliver.ts'
    const right = `  payload: { ${subject}: event.${subject}, ${field}: event.${field} },`
    const field2 = type === 'number' ? 'a number' : 'a string'
    return {
      repository: 'payments',
      slug: `event-${file}${market.suffix}`,
      area: 'webhooks',
      nature: 'feat',
      subjects: [
        `Tell merchants when ${one(subject)} ${state(happened)}${market.words}`,
        `Webhook ${name}${market.words}`,
        `Send ${name}${market.words}`,
        `${capitalised(subject)} ${happened}: let merchants know${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `Merchants want a webhook \`${name}\` with the ${subject}'s id and \`${field}\` (${field2}). One function that makes the delivery from an endpoint and the event, next to the others in src/webhooks/events, with a test that compares the whole delivery.`,
          `Add the event \`${name}\`. Payload: ${subject} and ${field}. I do not want to see a spread in there.`,
          `When ${one(subject)} ${state(happened)} merchants learn of it only from the console. Send \`${name}\` with the id and \`${field}\`.`,
          `Add \`${name}\`, which is in the documentation but not in the code: ${subject} id, ${field} (${field2}).`,
        ],
        short: [
          `webhook event ${name}, payload ${subject} id + ${field}${market.words}`,
          `${name}: {${subject}, ${field}}${market.words}`,
          `new event ${name} (${field}: ${type})${market.words}`,
        ],
        chat: [
          `we promised the ${name} webhook to two merchants, it should have the ${subject} id and ${field}. could you add that? I think deliver.ts has what you need`,
          `a shop system asked how they notice that ${one(subject)} ${state(happened)}. can we send them ${name}? with ${field}`,
          `can you add ${name} to the webhooks? id and ${field}, nothing else`,
          `next event from the list: ${name}`,
        ],
      }),
      must: [`the payload is \`${subject}\` and \`${field}\`, nothing else`, 'no internal ids'],
      why: random.pick([
        'Two merchants were promised it.',
        'Merchants learned of it only in the console.',
        'The documentation has it already.',
        'Asked for by a shop system that many merchants use.',
      ]),
      intro: random.pick([
        `I'll read how deliveries are made and signed.`,
        `Looking at \`deliver.ts\` and the events that exist.`,
        `Let me check what a delivery needs.`,
      ]),
      looks: [read('src/webhooks/deliver.ts'), search(`event: '`, 'src/webhooks'), read('src/webhooks/sign.ts')],
      changes: [
        {
          path,
          to: `import type { Delivery } from '${deliver}'\n\nexport interface ${title(camel)} {\n  readonly ${subject}: string\n  readonly ${field}: ${type}\n}\n\n/** Tells a merchant that ${one(subject)} ${state(happened)}. */\nexport const ${camel} = (endpoint: { url: string; secret: string }, event: ${title(camel)}): Delivery => ({\n  ...endpoint,\n  event: '${name}',\n${right}\n})\n`,
        },
      ],
      test: {
        path: testPath,
        content: `import { expect, test } from 'vitest'\nimport { ${camel} } from './${file}.ts'\n\ntest('${name} holds the ${subject} and ${field}, and nothing else', () => {\n  const endpoint = { url: 'https://shop.example/hooks', secret: 's' }\n  const delivery = ${camel}(endpoint, { ${subject}: '${subject}_1', ${field}: ${sample} })\n  expect(delivery).toEqual({ ...endpoint, event: '${name}', payload: { ${subject}: '${subject}_1', ${field}: ${sample} } })\n})\n`,
      },
      slip: {
        path,
        right,
        wrong: '  payload: event,',
        complaint: random.pick([
          `no, payload: event passes everything through, the row has internal columns. only the two fields`,
          `you hand the whole object to the merchant. name the fields`,
          `this leaks whatever is on the object, see the dispute export last year. list the fields explicitly please`,
        ]),
        answer: `The payload is now built from the two fields by name, so nothing else can get out.`,
      },
      check: {
        command: 'npx vitest run src/webhooks',
        about: 'Run the webhook tests',
        passes: vitestPasses([[testPath, 1]], 388),
        fails: vitestFails(
          testPath,
          [
            [
              `${name} holds the ${subject} and ${field}, and nothing else`,
              `Error: Cannot find module './${file}.ts'`,
              `${testPath}:2:1`,
            ],
          ],
          0,
        ),
        seconds: 2.2,
      },
      answer: random.pick([
        `\`${name}\` is there: id and \`${field}\`, nothing more. It is not sent anywhere yet, whoever notices that ${one(subject)} ${state(happened)} has to call it.`,
        `Added the event with a test over the whole delivery. Docs for merchants live in another repository, I have not touched them.`,
        `Done, \`${camel}\` makes the delivery. One test.`,
      ]),
    }
  },
}
