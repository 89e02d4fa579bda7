import type { ClientBase } from 'pg'
import { unpackChunk } from '../../src/store/texts/chunk.ts'

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Secrets, each different, cut in two here so that nobody takes them for real ones. */
const makers: readonly ((random: (length: number) => string) => string)[] = [
  (random) => `${'gh'}p_${random(36)}`,
  (random) => `${'sk-'}ant-api03-${random(93)}AA`,
  (random) => `${'xox'}b-2635942064-${random(24)}`,
  (random) => `${'glp'}at-${random(20)}`,
  (random) => `${'ey'}J${random(30)}.${'ey'}J${random(60)}.${random(43)}`,
]

/** Plants secrets and finds them again. */
export class Secrets {
  readonly #planted = new Map<string, string>()
  #state = 12345

  get count(): number {
    return this.#planted.size
  }

  readonly plant = (place: string): string => {
    const make = makers[this.#planted.size % makers.length]!
    const secret = make((length) => Array.from({ length }, () => this.#letter()).join(''))
    this.#planted.set(secret, place)
    return secret
  }

  /** The places whose secrets, or the greater part of them, stand in a text. */
  foundIn(text: string): string[] {
    const lower = text.toLowerCase()
    return [...this.#planted].flatMap(([secret, place]) =>
      lower.includes(secret.slice(-18).toLowerCase()) ? [`${place}: ${secret.slice(0, 6)}...`] : [],
    )
  }

  #letter(): string {
    this.#state = (this.#state * 1103515245 + 12345) % 2 ** 31
    return letters[Math.floor((this.#state / 2 ** 31) * letters.length)]!
  }
}

/** Every value of every table as text, by table and column, and the texts of chunks by kind of record and field. */
export const everythingStored = async (client: ClientBase): Promise<Map<string, string>> => {
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`,
  )
  const stored = new Map<string, string[]>()
  const add = (place: string, text: string) => stored.set(place, [...(stored.get(place) ?? []), text])
  for (const { table, column } of columns) {
    const { rows } = await client.query<{ text: string }>(
      `select distinct "${column}"::text as text from "${table}" where "${column}" is not null`,
    )
    for (const row of rows) add(`${table}.${column}`, row.text)
  }
  const { rows: chunks } = await client.query<{ body: Buffer }>('select body from text_chunk')
  for (const { body } of chunks) {
    const chunk = unpackChunk(body)
    for (const name of chunk.names) {
      const parts = name.split('/')
      add(`${parts[0]}/${parts.at(-1)}`, `${name} ${JSON.stringify(chunk.get(name))}`)
    }
  }
  return new Map([...stored].map(([place, texts]) => [place, texts.join('\n')]))
}
