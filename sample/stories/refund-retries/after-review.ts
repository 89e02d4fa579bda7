import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import { commit, edit, type Moment, push, read, run, runFails, say, turn } from '../../script.ts'

/** A question of the reviewer finds what is missing. */
export const afterReview: Moment = {
  do: 'session',
  by: 'ines',
  agent: 'claude',
  day: 2,
  hour: 15.1,
  turns: [
    turn(
      'marek reviewed #{pr}: "what happens to the rows that are taken when the worker dies in the middle of a round?" look at outbox.database.ts and tell me, do not change anything yet',
      [
        read('src/refunds/outbox.database.ts'),
        read('src/refunds/outbox.ts'),
        say(
          '`due` moves the due time two minutes ahead in the statement that takes the rows, so a row that was taken and never answered comes back after two minutes. Its attempt is not counted up, which means that a worker that dies each time would try for ever. The bank sees the same idempotency key, so nothing is paid twice.\n\nSo the answer for Marek: they come back after two minutes; what is missing is that such a round counts as an attempt.',
        ),
      ],
    ),
    turn(
      'good, count it. attempt = attempt + 1 when taking, and adapt sendDue so it does not count twice. test first',
      [
        edit(
          'src/refunds/outbox.test.ts',
          "test('after eight attempts the refund has failed'",
          "test('a round that never ended counts as an attempt', async () => {\n  const outbox = memoryOutbox([refund])\n  const never = { refund: () => Promise.reject(new Error('worker died')) }\n  await sendDue(outbox, never, fixedClock('2026-03-02T10:00:00Z')).catch(() => {})\n  expect(outbox.waiting()[0]).toMatchObject({ attempt: 1 })\n})\n\ntest('after eight attempts the refund has failed'",
        ),
        runFails(
          'npx vitest run src/refunds',
          'Run the refund tests',
          vitestFails(
            'src/refunds/outbox.test.ts',
            [
              [
                'a round that never ended counts as an attempt',
                "AssertionError: expected { id: 'r1', payment: 'p1', …(2) } to match object { attempt: 1 }",
                'src/refunds/outbox.test.ts:56:32',
              ],
            ],
            4,
          ),
          1,
          3,
        ),
        edit(
          'src/refunds/outbox.memory.ts',
          '    due: async (now) => [...waiting.values()].filter((row) => !row.dueAt || new Date(row.dueAt) <= now),',
          '    due: async (now) => {\n      const rows = [...waiting.values()].filter((row) => !row.dueAt || new Date(row.dueAt) <= now)\n      for (const row of rows) waiting.set(row.id, { ...row, attempt: row.attempt + 1 })\n      return rows\n    },',
        ),
        edit(
          'src/refunds/outbox.database.ts',
          "'update refund_outbox o set due_at = $1::timestamptz + interval \\'2 minutes\\' from refund r '",
          "'update refund_outbox o set attempt = o.attempt + 1, due_at = $1::timestamptz + interval \\'2 minutes\\' from refund r '",
        ),
        edit(
          'src/refunds/outbox.database.ts',
          "'returning o.refund, o.attempt, r.payment, r.amount, r.currency'",
          "'returning o.refund, o.attempt - 1 as attempt, r.payment, r.amount, r.currency'",
        ),
        run('npx vitest run src/refunds', 'Run the refund tests', vitestPasses([['src/refunds/outbox.test.ts', 5]])),
        commit('Count a round that never ended as an attempt'),
        push,
        say(
          'A taken row now counts as an attempt at once; `sendDue` still computes the delay from the attempt before. Five tests pass, pushed to #{pr}.',
        ),
      ],
    ),
  ],
}
