import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { read, search } from '../../script.ts'
import { capitalised, inMarket, type Kind, wordings } from '../task.ts'

const reasons: readonly [code: string, means: string, words: string, again: 'later' | 'never' | 'otherCard'][] = [
  ['05', 'do not honour', 'Your bank refused the payment.', 'otherCard'],
  ['14', 'invalid card number', 'This card number does not exist.', 'never'],
  ['41', 'lost card', 'Your bank refused the payment.', 'never'],
  ['43', 'stolen card', 'Your bank refused the payment.', 'never'],
  ['51', 'insufficient funds', 'There is not enough money on the account.', 'later'],
  ['54', 'expired card', 'The card has expired.', 'otherCard'],
  ['57', 'not permitted to cardholder', 'This card cannot be used here.', 'otherCard'],
  ['61', 'exceeds amount limit', 'The amount is above the limit of the card.', 'later'],
  ['62', 'restricted card', 'This card cannot be used here.', 'otherCard'],
  ['65', 'exceeds frequency limit', 'The card was used too often today.', 'later'],
  ['75', 'too many PIN tries', 'The PIN was wrong too often.', 'otherCard'],
  ['78', 'card not active', 'The card is not active yet.', 'later'],
  ['82', 'wrong security code', 'The security code is wrong.', 'later'],
  ['91', 'issuer unavailable', 'Your bank does not answer.', 'later'],
  ['96', 'system malfunction', 'Your bank does not answer.', 'later'],
  ['1A', 'authentication required', 'Your bank wants you to confirm the payment.', 'later'],
  ['R0', 'stop this payment', 'You have told your bank to stop this payment.', 'never'],
  ['R1', 'stop all payments', 'You have told your bank to stop these payments.', 'never'],
]

/** What payers are told about one more code with which banks decline. */
export const declineReason: Kind = {
  name: 'decline-reason',
  repository: 'payments',
  values: reasons.length,
  make: (supply, random) => {
    const { value, market } = supply.next('decline-reason', reasons)
    const [code, means, words, again] = value
    const name = `decline${code}`
    const path = inMarket('src/declines', `${code.toLowerCase()}.ts`, market)
    const testPath = path.replace('.ts', '.test.ts')
    const right = `  words: '${words}',`
    return {
      repository: 'payments',
      slug: `decline-${code.toLowerCase()}${market.suffix}`,
      area: 'declines',
      nature: 'feat',
      subjects: [
        `Say what decline ${code} means${market.words}`,
        `Words for "${means}"${market.words}`,
        `Decline ${code}: tell payers what to do${market.words}`,
        `${capitalised(means)} (${code}) in the payer's words${market.words}`,
      ],
      asks: wordings(random, {
        full: [
          `Banks decline with ${code} (${means}) and payers only see "payment failed". Add it to ${path.replace(/\/[^/]+$/, '')}: the words for the payer ("${words}") and whether to try again (${again}). One test.`,
          `Decline ${code} has no words yet. It means ${means}; payers should read "${words}", and the checkout should know whether another try makes sense (${again}).`,
          `${capitalised(means)}: that is what ${code} stands for. Tell the payer "${words}" and mark it as ${again}. File and test like the other codes.`,
        ],
        short: [
          `decline code ${code}, ${means} -> "${words}"${market.words}`,
          `${code} = ${means}, say "${words}"${market.words}`,
          `words for ${code} (${means}), retry: ${again}${market.words}`,
        ],
        chat: [
          `support gets asked about decline ${code} a lot, it means "${means}". could we show something better? like "${words}"`,
          `what does a payer see for ${code} today? I think nothing useful. it is ${means}, so maybe "${words}"`,
          `next decline code on the list is ${code}, ${means}. text from the writer: "${words}"`,
          `there were 40 chats about ${code} last week. can we say "${words}" instead of payment failed`,
        ],
      }),
      must: ['nothing about lost, stolen or fraud', `\`again\` is ${again}`],
      why: random.pick([
        'Payers only saw "payment failed".',
        'Support explained it by hand.',
        'Most of these can be paid with another card.',
      ]),
      intro: random.pick([
        'I will see where declines are handled.',
        'Looking for how the bank tells us the code.',
        `Let me check what we do with \`code\` today.`,
      ]),
      looks: [read('src/bank/client.ts'), search('code', 'src/refunds'), search('words:', 'src')],
      changes: [
        {
          path,
          to: `/** ${code}: ${means}. */\nexport const ${name} = {\n  code: '${code}',\n${right}\n  again: '${again}',\n} as const\n`,
        },
      ],
      test: {
        path: testPath,
        content: `import { expect, test } from 'vitest'\nimport { ${name} } from './${code.toLowerCase()}.ts'\n\ntest('${code} tells the payer what to do, and no thief why', () => {\n  expect(${name}.again).toBe('${again}')\n  expect(${name}.words).not.toMatch(/lost|stolen|fraud/i)\n})\n`,
      },
      slip: {
        path,
        right,
        wrong: `  words: 'Declined: ${means}.',`,
        complaint: random.pick([
          `the words are for the payer, not for us. "${words}"`,
          `"Declined: ${means}" is bank language. use the sentence from the ticket`,
          `no payer knows what "${means}" is`,
        ]),
        answer: `It says "${words}" now.`,
        tested: /lost|stolen/.test(means),
      },
      check: {
        command: 'npx vitest run src/declines',
        about: 'Run the tests of the declines',
        passes: vitestPasses([[testPath, 1]], 290),
        fails: vitestFails(
          testPath,
          [
            [
              `${code} tells the payer what to do, and no thief why`,
              `Error: Cannot find module './${code.toLowerCase()}.ts'`,
              `${testPath}:2:1`,
            ],
          ],
          0,
        ),
        seconds: 1.9,
      },
      answer: random.pick([
        `Payers see "${words}" for ${code}, with a test that the words give nothing away.`,
        `Added. \`again\` is '${again}', which nothing reads yet: the checkout offers another card in any case.`,
        `${code} has words now. The translations are made elsewhere, I think?`,
      ]),
    }
  },
}
