import type { CheckKind } from '../check.ts'

const parts: Readonly<Record<CheckKind, ReadonlySet<string>>> = {
  test: new Set(
    'test tests testing spec specs e2e unit integration coverage smoke jest vitest mocha cypress playwright pytest phpunit rspec'.split(
      ' ',
    ),
  ),
  build: new Set('build compile bundle assemble dist'.split(' ')),
  typecheck: new Set('typecheck typechecking typescheck tsc mypy pyright'.split(' ')),
  lint: new Set(
    'lint linting linter eslint biome clippy rubocop ruff flake8 golangci vet shellcheck stylelint'.split(' '),
  ),
  check: new Set('check checks ci verify validate qa precommit'.split(' ')),
}

/** What a script or task is for, told from its name: `test:e2e`, `build-docs`, `typeCheck`. */
export const kindsOfTask = (name: string): CheckKind[] => {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const joined = words.map((word, at) => word + (words[at + 1] ?? ''))
  const has = (kind: CheckKind) => [...words, ...joined].some((word) => parts[kind].has(word))
  if (words.includes('format') || words.includes('fmt') || words.includes('prettier'))
    return has('check') || has('lint') ? ['lint'] : []
  if (has('typecheck') || joined.some((word) => word === 'checktypes' || word === 'typescheck')) return ['typecheck']
  const kinds = (['test', 'build', 'lint'] as const).filter(has)
  if (kinds.length > 0) return kinds.includes('test') ? ['test'] : [...kinds]
  return has('check') ? ['check'] : []
}
