import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Places } from '../read-step.ts'
import type { ConnectorInput } from './input.ts'

/** Files below a folder, by their path in it, in order. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

const put = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** Bytes that are no line of a log, without a newline in them. */
const noLines: readonly Buffer[] = [
  Buffer.from('{"type":"user","message":{"role":"user","content":"cut in the mid'),
  Buffer.from('"timestamp":"2026-05-04T09:00:05.040Z","type":"event_msg"}'),
  Buffer.concat([Buffer.from('{"type":"'), Buffer.alloc(40), Buffer.from('"')]),
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a]),
  Buffer.from('[1, 2, 3]'),
  Buffer.from('"a text"'),
  Buffer.from('null'),
  Buffer.from('17'),
  Buffer.from('{{{{"deep":'),
  Buffer.from(`{"deep":${'['.repeat(5000)}`),
  Buffer.from(Array.from({ length: 300 }, (_, index) => ((index * 167 + 31) % 245) + 11)),
]

const linesOf = (content: Buffer): Buffer[] => {
  const lines: Buffer[] = []
  let start = 0
  for (let end = content.indexOf(0x0a); end !== -1; end = content.indexOf(0x0a, start)) {
    lines.push(content.subarray(start, end))
    start = end + 1
  }
  return start < content.length ? [...lines, content.subarray(start)] : lines
}

const joined = (lines: readonly Buffer[]): Buffer => Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]))

const isJson = (line: Buffer): boolean => {
  try {
    return typeof JSON.parse(line.toString()) === 'object'
  } catch {
    return false
  }
}

/** Input made of a folder of logs. */
export const logInput = (
  connector: string,
  fixtures: string,
  placesIn: (folder: string) => Places,
  plantLine: (line: string, secret: (place: string) => string) => string,
  redacted: readonly string[],
): ConnectorInput => {
  const logs = filesIn(fixtures)
  const each = (write: (name: string, content: Buffer) => void) => {
    for (const name of logs) write(name, readFileSync(join(fixtures, name)))
  }
  return {
    connector,
    redacted,
    lay: (folder) => {
      cpSync(fixtures, folder, { recursive: true })
      return placesIn(folder)
    },
    grow: (folder, share) => {
      each((name, content) => {
        const path = join(folder, name)
        const whole = !name.endsWith('.jsonl')
        const there = statSync(path, { throwIfNoEntry: false })?.size ?? 0
        const upTo = whole ? content.length : Math.round(content.length * share)
        mkdirSync(dirname(path), { recursive: true })
        if (upTo > there || (share > 0 && there === 0)) appendFileSync(path, content.subarray(there, upTo))
      })
      return placesIn(folder)
    },
    damage: (sound, damaged) => {
      const setAside = new Map<string, number>()
      each((name, content) => {
        if (!name.endsWith('.jsonl')) {
          put(join(sound, name), content)
          put(join(damaged, name), content)
          return
        }
        const lines = linesOf(content)
        const mixed = (damage: (line: Buffer) => Buffer) =>
          joined(
            lines
              .flatMap((line, index) => [damage(noLines[index % noLines.length]!), line])
              .concat(noLines.map(damage)),
          )
        put(
          join(sound, name),
          mixed((line) => Buffer.alloc(line.length, ' ')),
        )
        put(
          join(damaged, name),
          mixed((line) => line),
        )
        setAside.set(join(damaged, name), lines.length + noLines.length)
      })
      return {
        sound: placesIn(sound),
        damaged: placesIn(damaged),
        setAside: (source) => setAside.get(source) ?? 0,
        unreadable: [],
      }
    },
    plant: (folder, secret) => {
      each((name, content) => {
        const planted = name.endsWith('.jsonl')
          ? linesOf(content).map((line) => (isJson(line) ? plantLine(line.toString(), secret) : line.toString()))
          : [content.toString()]
        put(join(folder, name), `${planted.join('\n')}\n`)
      })
      return placesIn(folder)
    },
    distort: (folder) => {
      each((name, content) => {
        const lines = linesOf(content)
          .filter(isJson)
          .map((line) => JSON.parse(line.toString()) as unknown)
        const distorted = lines.flatMap((line, index) => [line, ...distortionsOf(line, index)])
        put(join(folder, name), distorted.map((line) => `${JSON.stringify(line)}\n`).join(''))
      })
      return placesIn(folder)
    },
  }
}

const wrongValues: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  '',
  'x\0y \ud800 z',
  '9'.repeat(5000),
  [],
  [[{ a: [null] }]],
  {},
  { constructor: 1, __proto__: null, type: [] },
  '2026-13-45T99:99:99Z',
  '+275760-09-13T00:00:00.000Z',
]

/** A line once for each of its fields, down to the fourth level, with a value there that does not belong there. */
const distortionsOf = (line: unknown, seed: number): unknown[] => {
  let turn = seed
  const within = (value: unknown, depth: number): unknown[] => {
    if (depth === 0 || typeof value !== 'object' || value === null) return []
    const isList = Array.isArray(value)
    return Object.entries(value).flatMap(([name, inner]) => {
      const replaced = (other: unknown) =>
        isList ? value.map((item, index) => (String(index) === name ? other : item)) : { ...value, [name]: other }
      const wrong = wrongValues[turn++ % wrongValues.length]
      return [wrong, ...within(inner, depth - 1)].map(replaced)
    })
  }
  return within(line, 4)
}

/** Puts a secret behind every text that stands under one of these names, also in JSON within a text. */
export const plantIn = (
  value: unknown,
  names: ReadonlySet<string>,
  secret: (place: string) => string,
  under = '',
): unknown => {
  if (typeof value === 'string') {
    if (/^[{[]/.test(value) && isJson(Buffer.from(value)))
      return JSON.stringify(plantIn(JSON.parse(value), names, secret, under))
    if (value.startsWith('*** Begin Patch')) return value.replaceAll(/\n([+-])/g, `\n$1${secret('patch')} `)
    return names.has(under) && value !== '' ? `${value}${separatorOf(under)}${secret(under)}` : value
  }
  if (Array.isArray(value)) return value.map((item) => plantIn(item, names, secret, under))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plantIn(inner, names, secret, name)]))
}

const separatorOf = (name: string): string => (/path|cwd|branch/i.test(name) ? '/' : ' ')
