import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Places } from '../support/read-step.ts'
import { type Mutated, mutateLog } from './mutate-log.ts'
import { Random } from './random.ts'
import { type SoundLog, stretchOf } from './sound-logs.ts'

/** A log of a home: where it lies and what stands in it. */
export interface WrittenLog {
  readonly path: string
  readonly bytes: Buffer
}

const ids =
  /"(uuid|parentUuid|leafUuid|messageUuid|sessionId|session_id|id|tool_use_id|toolUseID|toolUseId|parentToolUseID|call_id|agentId|requestId|turn_id|parent_thread_id|forked_from_id)":"(?=[^"])/g

const uuid = /\b[0-9a-f]{8}(?=-[0-9a-f]{4}-)/g

const withOwnUuids = (text: string, number: number): string =>
  text.replaceAll(uuid, number.toString(16).padStart(8, '0'))

/** The same lines with ids of their own, so that they tell of sessions that no other log tells of. */
const withOwnIds = (lines: readonly Buffer[], number: number): Buffer[] =>
  lines.map((line) =>
    Buffer.from(withOwnUuids(line.toString('latin1'), number).replace(ids, `"$1":"m${number}-`), 'latin1'),
  )

/** As many mutated logs, each of sessions of its own; `seed` makes them again. */
export const hostileLogs = (sound: readonly SoundLog[], count: number, seed: number): (WrittenLog & Mutated)[] =>
  Array.from({ length: count }, (_, number) => {
    const random = new Random(seed * 1_000_003 + number)
    const log = random.pick(sound)
    const mutated = mutateLog(withOwnIds(stretchOf(log, random), number + 1), random)
    return { ...mutated, path: join('eve', withOwnUuids(log.name, number + 1)) }
  })

export const soundHome = (logs: readonly SoundLog[]): WrittenLog[] =>
  logs.map(({ name, lines }) => ({
    path: join('ana', name),
    bytes: Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])),
  }))

/** Writes logs below a folder, each up to a share of it. */
export const writeLogs = (
  folder: string,
  logs: readonly WrittenLog[],
  shareOf: (index: number) => number = () => 1,
): void => {
  for (const [index, { path, bytes }] of logs.entries()) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes.subarray(0, Math.round(bytes.length * shareOf(index))))
  }
}

export const placesIn = (folder: string, names: readonly string[] = ['ana', 'eve']): Places => ({
  homes: names.map((name) => ({
    path: join(folder, name),
    claudeFolders: [join(folder, name, '.claude')],
    codexFolders: [join(folder, name, '.codex')],
  })),
  repositories: [],
})
