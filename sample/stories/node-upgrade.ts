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
  turn,
  type WorkItem,
  write,
} from '../script.ts'

/** Node 24 in CI: upkeep, merged by its author on the same day. */
export const nodeUpgrade: WorkItem = {
  name: 'node-upgrade',
  repository: 'payments',
  branch: 'tomas/node-24',
  moments: [
    {
      do: 'session',
      by: 'tomas',
      agent: 'codex',
      day: 0,
      hour: 8.9,
      turns: [
        turn('bump to node 24 everywhere: engines, nvmrc, ci, types. run everything', [
          search('22', '.github'),
          read('package.json'),
          read('.nvmrc'),
          edit('package.json', '"node": ">=22"', '"node": ">=24"'),
          edit('package.json', '"@types/node": "22.10.2"', '"@types/node": "24.19.2"'),
          write('.nvmrc', '24\n'),
          edit('.github/workflows/ci.yml', 'node-version: 22', 'node-version: 24'),
          runFails(
            'npm run types',
            'Type check',
            "src/refunds/outbox.database.ts(33,5): error TS2584: Cannot find name 'console'. Do you need to change your target library?",
            2,
            7,
          ),
          read('src/refunds/outbox.database.ts'),
          say(
            '`console` is not in our `lib`, it came with the old node types. The rest of the code has a logger; I use `process.emitWarning` until the outbox gets one, which keeps this change small.',
          ),
          edit(
            'src/refunds/outbox.database.ts',
            "    console.warn({ refund: id, reason }, 'refund failed')",
            "    process.emitWarning('refund ' + id + ' failed: ' + reason)",
          ),
          run(
            'npm run types && npm test && npm run lint',
            'Check everything',
            vitestPasses(
              [
                ['src/money.test.ts', 2],
                ['src/settlement/cutoff.test.ts', 3],
                ['src/refunds/outbox.test.ts', 5],
              ],
              1410,
            ),
            16,
          ),
          say('Node 24 in engines, .nvmrc, CI and types; everything passes.'),
        ]),
        turn('pr', [
          commit('Use Node 24'),
          push,
          pullRequest('Use Node 24', 'engines, .nvmrc, CI and types.'),
          say('#{pr}'),
        ]),
      ],
    },
    { do: 'merge', by: 'tomas', day: 0, hour: 11.3, style: 'squash', title: 'Use Node 24', keepBranch: true },
  ],
}
