import type { Node, Pair, YAMLMap } from 'yaml'
import { homeIdentity } from '../../model/home.ts'

/** A person in a people file. */
export interface FilePerson {
  readonly name: string
  readonly teams: readonly string[]
  /** `email:<address>`, `home:<directory>`, `login:<name at GitHub>`, `user:<local user>`. */
  readonly identities: readonly string[]
}

export interface PeopleFile {
  readonly people: readonly FilePerson[]
}

/** What cannot be in a people file, where, and what to do. */
export interface FileFault {
  /** Counted from 1. */
  readonly line: number
  readonly what: string
  readonly next: string
}

const fields = {
  name: 'what the person is called',
  addresses: 'addresses of commits',
  logins: 'names at GitHub',
  homes: 'home directories of sessions',
  users: 'local users: the last step of home directories, on any machine',
  team: 'the team, or a list of teams',
} as const

type Field = keyof typeof fields

const isField = (name: string): name is Field => Object.hasOwn(fields, name)

/** Something that was written, and where. */
interface Written {
  readonly text: string
  readonly line: number
}

const longest = 200
const control = /\p{Cc}/u

const identitiesOf: Partial<Record<Field, (text: string) => string | undefined>> = {
  addresses: (text) => (/^[^\s@<>]+@[^\s@<>]+$/.test(text) ? `email:${text.toLowerCase()}` : undefined),
  logins: (text) =>
    /^@?[A-Za-z0-9][A-Za-z0-9_-]*(?:\[bot\])?$/.test(text) ? `login:${text.replace('@', '').toLowerCase()}` : undefined,
  homes: (text) =>
    /^(?:[/\\]|[A-Za-z]:[/\\])./.test(text) ? homeIdentity(text.replace(/(?<=.)[/\\]+$/, '')) : undefined,
  users: (text) => (/[/\\\s]/.test(text) ? undefined : `user:${text.toLowerCase()}`),
}

const expected: Readonly<Record<string, string>> = {
  addresses: 'an address (ana@example.org)',
  logins: 'a name at GitHub (ana-lima)',
  homes: 'the whole path of a home directory (/home/ana)',
  users: 'the name of a local user (ana)',
}

/**
 * Reads a people file: YAML (or JSON, which is YAML), a list of people under `people`. Answers all that cannot be where
 * there is anything; nothing of such a file is used.
 */
export const parsePeople = async (text: string): Promise<PeopleFile | { readonly faults: readonly FileFault[] }> => {
  const reader = new Reader(await import('yaml'), text)
  const people = reader.read()
  return reader.faults.length > 0 ? { faults: reader.faults } : { people }
}

class Reader {
  readonly faults: FileFault[] = []
  readonly #yaml: typeof import('yaml')
  readonly #lines
  readonly #document
  /** Who was named by what, and where. */
  readonly #owners = new Map<string, Written>()

  constructor(yaml: typeof import('yaml'), text: string) {
    this.#yaml = yaml
    this.#lines = new yaml.LineCounter()
    this.#document = yaml.parseDocument(text, { lineCounter: this.#lines, prettyErrors: false })
  }

  read(): FilePerson[] {
    const { errors, warnings, contents } = this.#document
    for (const { pos, message } of [...errors, ...warnings])
      this.#fault(
        this.#lines.linePos(pos[0]).line,
        message.replace(/\s+/g, ' ').replace(/\.$/, ''),
        'Write it as YAML or JSON.',
      )
    if (this.faults.length > 0) return []
    const root = this.#yaml.isMap(contents) ? contents : undefined
    for (const { key } of (root?.items ?? []) as Pair<Node>[])
      if (this.#nameOf(key) !== 'people')
        this.#fault(
          this.#lineOf(key),
          `"${this.#nameOf(key)}" is nothing that a people file has`,
          'It has one list: people.',
        )
    const list = root?.get('people', true)
    if (this.#yaml.isSeq(list)) return list.items.flatMap((item) => this.#person(item as Node) ?? [])
    this.#fault(
      this.#lineOf(list ?? contents),
      'there is no list of people',
      'Begin with "people:" and give each person a line "- name: Ana Lima" with more below it.',
    )
    return []
  }

  #fault(line: number, what: string, next: string): void {
    this.faults.push({ line, what, next })
  }

  #lineOf(node: unknown, otherwise = 1): number {
    const range = (node as { range?: readonly number[] | null } | null | undefined)?.range
    return range ? this.#lines.linePos(range[0]!).line : otherwise
  }

  #nameOf(key: unknown): string {
    return this.#yaml.isScalar(key) ? String(key.value) : ''
  }

  #person(item: Node): FilePerson | undefined {
    const line = this.#lineOf(item)
    if (!this.#yaml.isMap(item)) {
      const others = Object.keys(fields).slice(1).join(', ')
      this.#fault(line, 'this is no person', `Write "- name: Ana Lima", and below it any of ${others}.`)
      return undefined
    }
    const given = this.#fieldsOf(item)
    const name = given.get('name')?.[0]
    if (!name) {
      if (!given.has('name')) this.#fault(line, 'this person has no name', 'Add "name: Ana Lima".')
      return undefined
    }
    const identities = Object.entries(identitiesOf).flatMap(([field, identityOf]) =>
      (given.get(field as Field) ?? []).flatMap(
        (written) => this.#identity(field as Field, written, identityOf(written.text), name) ?? [],
      ),
    )
    return { name: name.text, teams: [...new Set((given.get('team') ?? []).map(({ text }) => text))], identities }
  }

  #fieldsOf(item: YAMLMap): Map<Field, Written[]> {
    const given = new Map<Field, Written[]>()
    for (const { key, value } of item.items) {
      const field = this.#nameOf(key)
      if (isField(field)) given.set(field, this.#texts(value, this.#lineOf(key), field))
      else
        this.#fault(
          this.#lineOf(key, this.#lineOf(item)),
          `"${field}" is no field of a person`,
          `There are ${Object.entries(fields)
            .map(([name, what]) => `${name} (${what})`)
            .join(', ')}.`,
        )
    }
    return given
  }

  /** A text, or a list of texts where a field may have several. */
  #texts(node: unknown, line: number, field: Field): Written[] {
    const several = field !== 'name' && this.#yaml.isSeq(node)
    return (several ? node.items : [node]).flatMap((item) => {
      const value = this.#yaml.isScalar(item) ? item.value : undefined
      const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
      const written = { text, line: this.#lineOf(item, line) }
      if (text !== '' && text.length <= longest && !control.test(text)) return [written]
      this.#fault(
        written.line,
        `${field} must be a text of 1 to ${longest} characters in one line`,
        'Write a text, in quotes where it has a colon or a #.',
      )
      return []
    })
  }

  #identity(field: Field, { text, line }: Written, identity: string | undefined, name: Written): string | undefined {
    const owner = identity === undefined ? undefined : this.#owners.get(identity)
    if (identity === undefined)
      this.#fault(line, `"${text}" in ${field} is not ${expected[field]}`, 'Correct it, or leave it out.')
    else if (owner)
      this.#fault(
        line,
        `"${text}" is ${owner.text}'s already (line ${owner.line})`,
        "Name it once: it is one person's.",
      )
    else this.#owners.set(identity, { text: name.text, line })
    return owner ? undefined : identity
  }
}
