import { hostileKeys, hostileValues, largeValues } from './hostile-json.ts'
import type { Random } from './random.ts'

/** A log as its lines, without their newlines. */
export interface LogLine {
  readonly bytes: Buffer
  /** Where it stood in the sound log; absent for what was put in. */
  readonly origin?: number
  /** Whether it still says what it said. */
  readonly whole: boolean
}

/** A mutated log, and how it came about. */
export interface Mutated {
  readonly bytes: Buffer
  readonly lines: readonly LogLine[]
  readonly applied: readonly string[]
}

type Mutation = (lines: LogLine[], random: Random) => void

const placeholder = '@@hostile@@'

const drawn = (random: Random): string =>
  random.chance(0.02) ? random.pick(largeValues) : random.pick(random.pick(hostileValues))

type Tree = { [key: string]: unknown }

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const parsed = (line: LogLine): Tree | undefined => {
  try {
    const value: unknown = JSON.parse(line.bytes.toString())
    return isTree(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A place in a tree: its parent and its key. */
const somewhere = (root: Tree, random: Random): { parent: Tree; key: string } | undefined => {
  let parent = root
  for (;;) {
    const keys = Object.keys(parent)
    if (keys.length === 0) return undefined
    const key = random.pick(keys)
    const inner = parent[key]
    if (!isTree(inner) || Object.keys(inner).length === 0 || random.chance(0.25)) return { parent, key }
    parent = inner
  }
}

const put = (tree: Tree, key: string, value: unknown): void => {
  Object.defineProperty(tree, key, { value, enumerable: true, configurable: true, writable: true })
}

const rewrite = (lines: LogLine[], at: number, tree: Tree, raw = 'null'): void => {
  const text = JSON.stringify(tree).replaceAll(`"${placeholder}"`, () => raw)
  lines[at] = { ...lines[at]!, bytes: Buffer.from(text), whole: false }
}

/** Changes one value of one line. */
const inTree =
  (
    change: (at: { parent: Tree; key: string }, root: Tree, lines: LogLine[], random: Random) => string | undefined,
  ): Mutation =>
  (lines, random) => {
    const index = random.below(lines.length)
    const root = parsed(lines[index]!)
    const place = root && somewhere(root, random)
    if (!place) return
    rewrite(lines, index, root, change(place, root, lines, random))
  }

const ids = ['uuid', 'parentUuid', 'sessionId', 'id', 'call_id', 'tool_use_id', 'agentId', 'turn_id', 'requestId']

const idsIn = (value: unknown, found: Tree[] = []): Tree[] => {
  if (!isTree(value)) return found
  if (ids.some((id) => typeof value[id] === 'string')) found.push(value)
  for (const inner of Object.values(value)) idsIn(inner, found)
  return found
}

const onLine =
  (change: (line: LogLine, random: Random, lines: readonly LogLine[]) => Buffer | undefined): Mutation =>
  (lines, random) => {
    const index = random.below(lines.length)
    const bytes = change(lines[index]!, random, lines)
    if (bytes) lines[index] = { ...lines[index]!, bytes, whole: false }
  }

const spliced = (bytes: Buffer, at: number, length: number, ...put: readonly Buffer[]): Buffer =>
  Buffer.concat([bytes.subarray(0, at), ...put, bytes.subarray(at + length)])

/** Damage of bytes: what a crash, a full disk or an editor leaves. */
const damages: Record<string, Mutation> = {
  'cut at its end': onLine(({ bytes }, random) => bytes.subarray(0, random.below(bytes.length + 1))),
  'cut at its start': onLine(({ bytes }, random) => bytes.subarray(random.below(bytes.length + 1))),
  'NUL bytes put in': onLine(({ bytes }, random) =>
    spliced(bytes, random.below(bytes.length + 1), 0, Buffer.alloc(1 + random.below(40))),
  ),
  'NUL bytes for its own': onLine(({ bytes }) => Buffer.alloc(bytes.length)),
  'invalid UTF-8': onLine(({ bytes }, random) =>
    spliced(bytes, random.below(bytes.length + 1), random.below(2), Buffer.from([0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80])),
  ),
  'one bit turned': onLine(({ bytes }, random) => {
    const turned = Buffer.from(bytes)
    if (turned.length === 0) return undefined
    const at = random.below(turned.length)
    turned[at] = turned[at]! ^ (1 << random.below(8))
    return turned[at] === 0x0a ? undefined : turned
  }),
  'a piece of another line': onLine(({ bytes }, random, lines) => {
    const other = random.pick(lines).bytes
    const from = random.below(other.length + 1)
    return spliced(
      bytes,
      random.below(bytes.length + 1),
      random.below(20),
      other.subarray(from, from + random.below(200)),
    )
  }),
  'carriage return': onLine(({ bytes }) => Buffer.concat([bytes, Buffer.from('\r')])),
  'byte order mark': onLine(({ bytes }) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])),
}

/** Other values in a line that stays JSON. */
const distortions: Record<string, Mutation> = {
  'value replaced': inTree(({ parent, key }, _root, _lines, random) => {
    put(parent, key, placeholder)
    return drawn(random)
  }),
  'field replaced': inTree((_place, root, _lines, random) => {
    put(root, random.pick(Object.keys(root)), placeholder)
    return drawn(random)
  }),
  'value taken out': inTree(({ parent, key }) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
    return undefined
  }),
  'key put in': inTree(({ parent }, _root, _lines, random) => {
    put(parent, random.pick(hostileKeys), placeholder)
    return drawn(random)
  }),
  'value moved': inTree(({ parent, key }, root, _lines, random) => {
    const other = somewhere(root, random)!
    if (other.parent !== parent[key]) put(other.parent, other.key, structuredClone(parent[key] ?? null))
    return undefined
  }),
  'text made hostile': inTree(({ parent, key }, _root, _lines, random) => {
    if (typeof parent[key] === 'string')
      parent[key] += random.pick(['\0', '\ud800', '\u202e\u200b\u001b[2J\u2028', '\r\n'])
    return undefined
  }),
  'its own parent': inTree((_place, root) => {
    for (const node of idsIn(root)) if (typeof node.uuid === 'string') put(node, 'parentUuid', node.uuid)
    return undefined
  }),
  'ids of another line': inTree((_place, root, lines, random) => {
    const mine = idsIn(root)
    const theirs = idsIn(parsed(random.pick(lines)))
    if (mine.length === 0 || theirs.length === 0) return undefined
    const from = random.pick(theirs)
    const to = random.pick(mine)
    for (const id of ids) if (typeof from[id] === 'string' && random.chance(0.7)) put(to, id, from[id])
    return undefined
  }),
}

/** Lines that stand elsewhere, twice or not at all. */
const arrangements: Record<string, Mutation> = {
  'line dropped': (lines, random) => void lines.splice(random.below(lines.length), 1),
  'line twice': (lines, random) =>
    void lines.splice(random.below(lines.length + 1), 0, { ...random.pick(lines), whole: false }),
  'lines swapped': (lines, random) => {
    const [one, other] = [random.below(lines.length), random.below(lines.length)]
    const kept = { ...lines[one]!, whole: false }
    lines[one] = { ...lines[other]!, whole: false }
    lines[other] = kept
  },
  'lines joined': (lines, random) => {
    const at = random.below(lines.length)
    const next = lines[at + 1]
    if (!next) return
    lines.splice(at, 2, { bytes: Buffer.concat([lines[at]!.bytes, next.bytes]), whole: false })
  },
  'noise between': (lines, random) => {
    const bytes = Buffer.from(Array.from({ length: random.below(300) }, () => 11 + random.below(240)))
    lines.splice(random.below(lines.length + 1), 0, { bytes, whole: false })
  },
  'a bare value between': (lines, random) => {
    lines.splice(random.below(lines.length + 1), 0, { bytes: Buffer.from(drawn(random)), whole: false })
  },
}

const all = Object.entries({ ...damages, ...distortions, ...arrangements })
const damaging = Object.entries(damages)

export const asBytes = (lines: readonly LogLine[]): Buffer =>
  Buffer.concat(lines.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]))

const mutated = (lines: LogLine[], random: Random, choices: readonly [string, Mutation][], most: number): Mutated => {
  const applied: string[] = []
  for (let count = 1 + random.below(most); count > 0 && lines.length > 0; count--) {
    const [name, mutation] = random.pick(choices)
    try {
      mutation(lines, random)
      applied.push(name)
    } catch (error) {
      // A line that nests too deep for this test to walk stays as it is.
      if (!(error instanceof RangeError)) throw error
    }
  }
  return { bytes: asBytes(lines), lines, applied }
}

const linesOf = (sound: readonly Buffer[]): LogLine[] => sound.map((bytes, origin) => ({ bytes, origin, whole: true }))

/** A log with a few mutations of any kind. */
export const mutateLog = (sound: readonly Buffer[], random: Random, most = 4): Mutated =>
  mutated(linesOf(sound), random, all, most)

/** A log of which bytes are damaged and nothing else. */
export const damageLog = (sound: readonly Buffer[], random: Random): Mutated =>
  mutated(linesOf(sound), random, damaging, 3)
