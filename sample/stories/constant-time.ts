import { vitestPasses } from '../play/outputs.ts'
import { commit, edit, pullRequest, push, read, run, say, search, turn, type WorkItem, write } from '../script.ts'

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
