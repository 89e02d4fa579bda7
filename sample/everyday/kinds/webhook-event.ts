import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { read, search } from '../../script.ts'
import { inMarket, type Kind } from '../task.ts'

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
]

const one = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`

const state = (happened: string) =>
  happened === 'failed' || happened === 'expired' ? `has ${happened}` : `is ${happened}`

const title = (word: string) => word[0]!.toUpperCase() + word.slice(1)

/** One more event that merchants are told about. */
export const webhookEvent: Kind = {
  name: 'webhook-event',
  repository: 'payments',
  make: (supply, random) => {
    const { value, round, market } = supply.next('event', events)
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
      subject: `Tell merchants when ${one(subject)} ${state(happened)}${market.words}`,
      prompts: {
        precise: `Merchants want a webhook \`${name}\`. Payload: the ${subject}'s id and \`${field}\` (${field2}), nothing else: no internal ids, no amounts. One function that makes the delivery from an endpoint and the event, next to the others in src/webhooks/events, with a test that compares the whole delivery.`,
        brief: `webhook event ${name}, payload ${subject} id + ${field}${market.words}`,
        chatty: `so we promised the ${name} webhook to two merchants, it should have the ${subject} id and ${field}. could you add that? I think deliver.ts has what you need`,
      },
      intro: random.pick([
        `I'll read how deliveries are made and signed.`,
        `Looking at \`deliver.ts\` and the events that exist.`,
        `Let me check what a delivery needs.`,
      ]),
      looks: [read('src/webhooks/deliver.ts'), search(`event: '`, 'src/webhooks'), read('src/webhooks/sign.ts')],
      files: [
        {
          path,
          content: `import type { Delivery } from '${deliver}'\n\nexport interface ${title(camel)} {\n  readonly ${subject}: string\n  readonly ${field}: ${type}\n}\n\n/** Tells a merchant that ${one(subject)} ${state(happened)}. */\nexport const ${camel} = (endpoint: { url: string; secret: string }, event: ${title(camel)}): Delivery => ({\n  ...endpoint,\n  event: '${name}',\n${right}\n})\n`,
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
