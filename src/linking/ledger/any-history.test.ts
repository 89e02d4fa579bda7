import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { rebuild } from '../../../test/support/derive.ts'
import { allDerived } from '../../../test/support/store.ts'
import { SmallRepository, TemporaryFolder } from '../../connectors/git/testing/small-repository.ts'
import { expectBlame, walk } from './testing.ts'

/**
 * A line has its place among all lines that a file ever has, so that what two versions have in common is never in
 * doubt: what is compared is the ledger, not two ways to pair alike lines.
 */
type File = ReadonlyMap<number, string>
type Files = ReadonlyMap<string, File>

const branches = ['main', 'one', 'two'] as const

interface Act {
  readonly branch: number
  readonly kind: 'edit' | 'indent' | 'merge' | 'rename' | 'delete' | 'read'
  readonly other: number
  readonly file: number
  readonly places: readonly number[]
}

const act: fc.Arbitrary<Act> = fc.record({
  branch: fc.nat(2),
  kind: fc.constantFrom('edit', 'edit', 'edit', 'indent', 'merge', 'merge', 'rename', 'delete', 'read'),
  other: fc.nat(2),
  file: fc.nat(2),
  places: fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 6 }),
})

class History {
  readonly repository: SmallRepository
  readonly #files = new Map<number, Files>()
  readonly #heads = new Map<number, string>()
  #number = 0

  constructor(path: string) {
    this.repository = new SmallRepository(path, '--bare')
    const start = new Map(Array.from({ length: 41 }, (_, place) => [place, `start of it ${place}`]))
    const files = new Map(
      [0, 1].map((file) => [`file-${file}`, new Map([...start].map(([at, line]) => [at, `${line} in ${file}`]))]),
    )
    for (const branch of branches.keys()) this.#files.set(branch, files)
    this.#commit(0, files, [])
    for (const branch of [1, 2]) this.#heads.set(branch, this.#heads.get(0)!)
    for (const branch of [1, 2])
      this.repository.git('update-ref', `refs/heads/${branches[branch]}`, this.#heads.get(0)!)
  }

  do({ branch, kind, other, file, places }: Act): void {
    const files = new Map(this.#files.get(branch)!)
    const paths = [...files.keys()].sort()
    const path = paths[file % Math.max(1, paths.length)] ?? 'file-9'
    const there = files.get(path) ?? new Map<number, string>()
    const wide = (line: string) => `  ${line.replaceAll(' ', '   ')}`
    this.#number++
    if (kind === 'edit') files.set(path, this.#edited(there, places))
    else if (kind === 'indent')
      files.set(path, new Map([...there].map(([at, line]) => [at, places.includes(at) ? wide(line) : line])))
    else if (kind === 'rename') {
      files.delete(path)
      files.set(`moved-${this.#number}/${path.split('/').at(-1)}`, there)
    } else if (kind === 'delete' && paths.length > 1) files.delete(path)
    const merges = kind === 'merge' && this.#heads.get(other) !== this.#heads.get(branch)
    if (merges) this.#commit(branch, this.#merged(files, this.#files.get(other)!, places), [other])
    else if (kind !== 'merge') this.#commit(branch, files, [])
  }

  /** Lines in some places go, others come or are others than before. */
  #edited(there: File, places: readonly number[]): File {
    const lines = new Map(there)
    for (const place of places) {
      if (place % 3 === 0 && lines.size > 8) lines.delete(place)
      else lines.set(place + this.#number / 1000, `line ${place} of change ${this.#number}`)
    }
    return lines
  }

  /** Files of both, lines of both but for some, and what was typed while merging. */
  #merged(ours: Files, theirs: Files, places: readonly number[]): Files {
    const merged = new Map<string, File>()
    for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
      const [mine, other] = [ours.get(path), theirs.get(path)]
      if (mine === undefined || other === undefined) {
        if (places[0]! % 2 === 0) merged.set(path, (mine ?? other)!)
        continue
      }
      const lines = [...new Map([...other, ...mine])].filter(([at]) => !places.includes(Math.floor(at)) || at % 2 === 0)
      merged.set(path, places.length > 4 ? this.#edited(new Map(lines), places.slice(0, 1)) : new Map(lines))
    }
    return merged.size > 0 ? merged : ours
  }

  #commit(branch: number, files: Files, others: readonly number[]): void {
    const parts = [
      `commit refs/heads/${branches[branch]}`,
      `committer Ada <ada@example.org> ${1_700_000_000 + this.#number * 3600} +0000`,
    ]
    parts.push('data 1', 'x')
    const head = this.#heads.get(branch)
    if (head !== undefined) parts.push(`from ${head}`)
    for (const other of others) parts.push(`merge ${this.#heads.get(other)!}`)
    parts.push('deleteall')
    for (const [path, lines] of files) {
      const content = [...lines]
        .sort(([a], [b]) => a - b)
        .map(([, line]) => `${line}\n`)
        .join('')
      parts.push(`M 100644 inline ${path}`, `data ${content.length}`, content)
    }
    this.repository.bytes(['fast-import', '--quiet', '--force'], `${parts.join('\n')}\n`)
    this.#heads.set(branch, this.repository.git('rev-parse', `refs/heads/${branches[branch]}`).trim())
    this.#files.set(branch, files)
  }
}

const spansIn = async (client: Parameters<typeof allDerived>[0]) => {
  const { line_span, default_commit } = await allDerived(client)
  return { line_span, default_commit }
}

test('of any history the ledger tells what git blame tells, and the same whether walked over at once or in steps', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 14 }), async (acts) => {
      using folder = new TemporaryFolder()
      await using stepwise = await freshDatabase()
      const history = new History(folder.path)
      for (const one of acts) {
        if (one.kind === 'read') await walk(stepwise.client, history.repository)
        else history.do(one)
      }
      await walk(stepwise.client, history.repository)
      await expectBlame(stepwise.client, history.repository)
      const inSteps = await spansIn(stepwise.client)
      await rebuild(stepwise.client)
      expect(await spansIn(stepwise.client)).toEqual(inSteps)
      const { rows } = await stepwise.client.query('select misfits from ledger')
      expect(rows).toEqual([{ misfits: 0 }])
    }),
    { numRuns: Number(process.env.MAESTRO_RUNS ?? 6) },
  )
})
