import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** The folders of `src/`, from the vocabulary down to the surfaces: each imports only from those before it. */
const order = [
  'model',
  'config',
  'connectors',
  'store',
  'ingest',
  'linking',
  'metrics',
  'insights',
  'narrative',
  'jobs',
  'surfaces',
]

const longestFile = 400

const filesBelow = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((file) => !file.includes('/fixtures/') && !file.includes('node_modules/'))
    : []

/** Files that only tests load: tests themselves and what stands in a `testing` file or folder. */
const isForTests = (file: string) => /\.test\.tsx?$|\/testing(?:\.ts$|\/)/.test(file)

const imported =
  /^\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*[`'"](\.[^'"`]*?)(?:\$\{[^}]*\})?[`'"]\s*,\s*import\.meta\.url/gm

const started = /^new URL/
const lazily = /^import\(/
const imports = new Map<string, string[]>()

/** The files of ours that a file imports, lazily too, and those that it starts as threads or processes. */
const importsOf = (file: string, alsoStarted = true): string[] => {
  const known = imports.get(`${file} ${alsoStarted}`)
  if (known) return known
  const text = readFileSync(join(root, file), 'utf8')
  // The sample team's files hold code of its own, as text.
  const code = file.startsWith('sample/') ? text.split('`', 1)[0]! : text
  const targets = [...code.matchAll(imported)].flatMap((match) => {
    if (!alsoStarted && started.test(match[0])) return []
    // A page that is loaded when somebody goes to it may know the route that loads it.
    if (!alsoStarted && file.startsWith('web/') && lazily.test(match[0])) return []
    const name = match[1] ?? match[2] ?? match[3]!
    const path = relative(root, resolve(root, dirname(file), name))
      .split(sep)
      .join('/')
    return name.startsWith('.') ? [path, `${path}.ts`].filter((path) => isFile(path)).slice(0, 1) : []
  })
  imports.set(`${file} ${alsoStarted}`, targets)
  return targets
}

const isFile = (path: string) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false

const source = filesBelow('src').filter((file) => !isForTests(file))
const folderOf = (file: string) => file.split('/')[1]!

describe('folders', () => {
  test('are all known', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).map((entry) => entry.name)
    expect(folders.filter((name) => !order.includes(name))).toEqual([])
  })

  test('import only from those above them', () => {
    expect(importsOf('src/ingest/pool/pool.ts')).toEqual(
      expect.arrayContaining(['src/ingest/pool/protocol.ts', 'src/ingest/pool/run.ts', 'src/ingest/pool/worker.ts']),
    )
    const wrong = source.flatMap((file) =>
      importsOf(file)
        .filter(
          (target) => target.startsWith('src/') && order.indexOf(folderOf(target)) > order.indexOf(folderOf(file)),
        )
        .map((target) => `${file} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('leave the sample team to the surface that makes it', () => {
    const wrong = source.flatMap((file) =>
      importsOf(file)
        .filter((target) => !target.startsWith('src/') && !/^package\.json/.test(target))
        .map((target) => `${file} imports ${target}`),
    )
    expect(wrong).toEqual(['src/surfaces/sample-team.ts imports sample/index.ts'])
  })
})

test('a connector imports the vocabulary, the reader of JSON lines, the confined opener, and itself', () => {
  const wrong = source
    .filter((file) => /^src\/connectors\/[^/]+\//.test(file))
    .flatMap((file) => {
      const own = `${dirname(file).split('/').slice(0, 3).join('/')}/`
      return importsOf(file)
        .filter(
          (target) =>
            !target.startsWith('src/model/') &&
            !target.startsWith(own) &&
            !target.startsWith('src/connectors/confined/') &&
            !(target.startsWith('src/connectors/jsonl/') && !own.includes('/git/')),
        )
        .map((target) => `${file} imports ${target}`)
    })
  expect(wrong).toEqual([])
})

test('the sample team knows of Maestro only the vocabulary', () => {
  const wrong = filesBelow('sample')
    .filter((file) => !isForTests(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => !target.startsWith('sample/') && !target.startsWith('src/model/'))
        .map((target) => `${file} imports ${target}`),
    )
  expect(wrong).toEqual([])
})

test('the browser application knows the HTTP API, of which two types come to it, and nothing else of the program', () => {
  const files = filesBelow('web').filter((file) => !isForTests(file))
  expect(files.length).toBeGreaterThan(20)
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !target.startsWith('web/'))
      .map((target) => `${file} imports ${target}`),
  )
  expect([...new Set(wrong.map((each) => each.split(' imports ')[1]))].toSorted()).toEqual([
    'src/surfaces/answers/index.ts',
    'src/surfaces/http/actions/index.ts',
  ])
  for (const file of new Set(wrong.map((each) => each.split(' imports ')[0]!)))
    for (const line of readFileSync(join(root, file), 'utf8').split('\n'))
      if (line.includes('src/surfaces/')) expect(line).toMatch(/^import type \{ (?:Api|Actions) \} from /)
})

test('no text of a log becomes markup in the browser', () => {
  const raw = /dangerouslySetInnerHTML|\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/
  expect(filesBelow('web').filter((file) => raw.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})

test('no files import one another in a circle', () => {
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at !== -1) circles.push([...path.slice(at), file].join(' > '))
    if (at !== -1 || done.has(file)) return
    for (const target of importsOf(file, false)) visit(target, [...path, file])
    done.add(file)
  }
  for (const file of [...source, ...filesBelow('sample'), ...filesBelow('web')]) visit(file, [])
  expect(circles).toEqual([])
})

test(`no file is longer than ${longestFile} lines`, () => {
  const long = ['src', 'sample', 'test', 'bench', 'scripts', 'web']
    .flatMap(filesBelow)
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > longestFile)
    .map(({ file, lines }) => `${file}: ${lines}`)
  expect(long).toEqual([])
})

test('every connector says what it reads, and has input for its tests', () => {
  const folders = readdirSync(join(root, 'src/connectors'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['jsonl', 'confined'].includes(entry.name))
    .map((entry) => `src/connectors/${entry.name}`)
  expect(folders.length).toBeGreaterThanOrEqual(3)
  const without = folders.flatMap((folder) => [
    ...(existsSync(join(root, folder, 'README.md')) ? [] : [`${folder} has no README.md`]),
    ...(['fixtures', 'testing', 'testing.ts'].some((name) => existsSync(join(root, folder, name)))
      ? []
      : [`${folder} has neither fixtures nor builders`]),
  ])
  expect(without).toEqual([])
})
