import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import type { Random } from './random.ts'

type Type = 'blob' | 'tree' | 'commit'

/** One entry of a tree, as git writes it: `100644 name\0` and the id in bytes. */
interface Entry {
  readonly mode: string
  readonly name: Buffer
  readonly sha: string
}

/** A repository of loose objects, bare unless it is called `.git`, which holds what git itself would refuse to write. */
export class LooseRepository {
  readonly path: string

  constructor(path: string) {
    this.path = path
    for (const name of ['objects', 'refs/heads', 'refs/tags']) mkdirSync(join(path, name), { recursive: true })
    writeFileSync(join(path, 'HEAD'), 'ref: refs/heads/main\n')
    writeFileSync(
      join(path, 'config'),
      `[core]\n\trepositoryformatversion = 0\n\tbare = ${basename(path) !== '.git'}\n[remote "origin"]\n\turl = https://example.org/shop/shop.git\n`,
    )
  }

  /** Writes an object, whatever it says, and answers its id. */
  object(type: Type, content: Buffer): string {
    const whole = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])
    const sha = createHash('sha1').update(whole).digest('hex')
    const folder = join(this.path, 'objects', sha.slice(0, 2))
    const file = join(folder, sha.slice(2))
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, deflateSync(whole, { level: 1 }))
    }
    return sha
  }

  tree(entries: readonly Entry[]): string {
    const parts = entries.flatMap(({ mode, name, sha }) => [
      Buffer.from(`${mode} `),
      name,
      Buffer.from([0]),
      Buffer.from(sha, 'hex'),
    ])
    return this.object('tree', Buffer.concat(parts))
  }

  ref(name: string, sha: string): void {
    mkdirSync(join(this.path, name, '..'), { recursive: true })
    writeFileSync(join(this.path, name), `${sha}\n`)
  }

  removeRef(name: string): void {
    rmSync(join(this.path, name))
  }
}

interface History {
  /** Commits of the branch `main`, none of them mutated, the oldest first. */
  readonly sound: readonly string[]
  /** Mutated ones, each at the end of a branch of its own. */
  readonly mutated: readonly string[]
}

const people = ['Ada <ada@example.org>', 'Bo <bo@example.org>']
const start = 1_770_000_000

/** Writes a sound history and, when there is a `random`, a branch for each of so many mutated commits. */
export const writeHistory = (repository: LooseRepository, random: Random | undefined, mutations = 0): History => {
  const sound: string[] = []
  const commit = (number: number, parents: readonly string[], tree: string) =>
    [
      `tree ${tree}\n`,
      ...parents.map((parent) => `parent ${parent}\n`),
      `author ${people[number % 2]} ${start + number * 60} +0100\n`,
      `committer ${people[number % 2]} ${start + number * 60} +0100\n`,
      `\nStep ${number} (#${number})\n\nBecause.\n\nCo-authored-by: Cy <cy@example.org>\n`,
    ].join('')
  const treeOf = (number: number) =>
    repository.tree([
      { mode: '100644', name: Buffer.from('a.ts'), sha: blob(`export const a = ${number}\n`) },
      { mode: '100644', name: Buffer.from('b.ts'), sha: blob('b\n'.repeat(number + 1)) },
    ])
  const blob = (text: string) => repository.object('blob', Buffer.from(text))
  for (let number = 0; number < 12; number++) {
    sound.push(repository.object('commit', Buffer.from(commit(number, sound.slice(-1), treeOf(number)))))
  }
  repository.ref('refs/heads/main', sound.at(-1)!)
  const mutated: string[] = []
  for (let number = 0; random && number < mutations; number++) {
    const parent = random.pick(sound)
    const tree = random.chance(0.4) ? oddTree(repository, blob, random) : treeOf(100 + number)
    const bytes = mutatedCommit(Buffer.from(commit(100 + number, [parent], tree)), random)
    const sha = repository.object('commit', bytes)
    repository.ref(`refs/heads/mutated/${number}`, sha)
    mutated.push(sha)
  }
  return { sound, mutated }
}

const oddNames = [
  Buffer.from('..'),
  Buffer.from('.git'),
  Buffer.from('a/b'),
  Buffer.from(''),
  Buffer.from('x'.repeat(3000)),
  Buffer.from([0xff, 0xfe, 0x0a, 0x22, 0x5c]),
  Buffer.from('\u202e\u200b\u001b[2J\t\n"'),
  Buffer.from('a.ts'),
  Buffer.from('__proto__'),
]
const oddModes = ['100644', '100755', '120000', '160000', '40000', '0', '777777', '100664', '']

const oddTree = (repository: LooseRepository, blob: (text: string) => string, random: Random): string =>
  repository.tree(
    Array.from({ length: 1 + random.below(5) }, () => ({
      mode: random.pick(oddModes),
      name: random.pick(oddNames),
      sha: random.chance(0.2)
        ? '1'.repeat(40)
        : blob(random.pick(['x\n', '\0\0', '\ufeff\r\n\r', '-- \n+++ b/x\n@@ -1 +1 @@\n', `${'z'.repeat(100_000)}\n`])),
    })),
  )

const oddHeaders = [
  'author  <> 0 +0000',
  'author Eve <eve@example.org> 99999999999999999999 +9999',
  'author Eve <eve@example.org> -5 -0000',
  'author Eve eve@example.org> 4102444800 +0100',
  'author Eve <eve@example.org> 253402300800 +0000',
  'author Eve <eve@example.org> 8640000000001 +0000',
  'author',
  'author <<<>>> 1770000000',
  'author \u202eEve\u0007\u001b[31m <\u200b@\u2028> 1770000000 +2400',
  `author ${'E'.repeat(20_000)} <e@example.org> 1770000000 +0000`,
  'encoding no-such-encoding',
  'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x',
]

/** Changes lines or bytes of a commit as git holds it. */
const mutatedCommit = (sound: Buffer, random: Random): Buffer => {
  const lines = sound.toString('latin1').split('\n')
  for (let count = 1 + random.below(3); count > 0; count--) {
    const at = random.below(lines.length)
    const kind = random.below(7)
    if (kind === 0) lines[at] = Buffer.from(random.pick(oddHeaders)).toString('latin1')
    else if (kind === 1) lines[2] = Buffer.from(random.pick(oddHeaders)).toString('latin1')
    else if (kind === 2)
      lines[3] = Buffer.from(random.pick(oddHeaders).replace(/^author/, 'committer')).toString('latin1')
    else if (kind === 3) lines.splice(at, 1)
    else if (kind === 4) lines.splice(at, 0, lines[random.below(lines.length)]!)
    else if (kind === 5) lines[at] = `${lines[at]}${random.pick(['\xff\xfe', '\0', '\x1b[2J', '\u00e2\u0080\u00ae'])}`
    else lines[at] = lines[at]!.slice(0, random.below(lines[at]!.length + 1))
  }
  return Buffer.from(lines.join('\n'), 'latin1')
}
