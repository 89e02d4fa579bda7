import type { CheckKind } from '../check.ts'
import { kindsOfTask } from './named-task.ts'
import { always, byCommand, type Program, plain } from './program.ts'

const managersOwn = new Set(
  'add audit cache config create dlx exec info init install i ci link list ls login outdated pack prune publish remove rm unlink update up upgrade version view why workspace workspaces'.split(
    ' ',
  ),
)
const valued = new Set(['--filter', '-F', '--prefix', '--workspace', '-w', '-C', '--cwd', '--dir'])

/** The script that a package manager is told to run: `run name`, `test`, and of some the bare name. */
const scriptOf = (words: readonly string[], isBare: boolean): string | undefined => {
  const bare = plain(words.filter((_, at) => !valued.has(words[at - 1] ?? '')))
  const [first, second] = bare
  if (first === 'run' || first === 'run-script' || first === 'rum') return second
  if (first === 'test' || first === 't' || first === 'tst') return 'test'
  return first !== undefined && isBare && !managersOwn.has(first) ? first : undefined
}

const manager = (name: string, isBare: boolean): Program => ({
  names: [name],
  checks: (words) => kindsOfTask(scriptOf(words, isBare) ?? ''),
})

export const javascript: readonly Program[] = [
  manager('npm', false),
  manager('pnpm', true),
  manager('yarn', true),
  {
    names: ['bun'],
    checks: (words): readonly CheckKind[] => {
      const [first] = plain(words)
      return first === 'test' ? ['test'] : first === 'build' ? ['build'] : kindsOfTask(scriptOf(words, true) ?? '')
    },
  },
  byCommand('deno', { test: 'test', check: 'typecheck', lint: 'lint', compile: 'build' }),
  {
    names: ['node', 'tsx'],
    checks: (words) => (words.some((word) => word === '--test') ? ['test'] : []),
  },
  always('test', 'jest mocha ava tap karma wdio testcafe nightwatch c8 nyc'),
  { names: ['vitest'], checks: (words) => (plain(words)[0] === 'list' ? [] : ['test']) },
  byCommand('playwright', { test: 'test' }),
  byCommand('cypress', { run: 'test' }),
  always('typecheck', 'tsc vue-tsc tsgo svelte-check', true),
  always('lint', 'eslint oxlint stylelint tslint xo standard knip publint'),
  { names: ['biome'], checks: (words) => (/^(?:check|lint|ci)$/.test(plain(words)[0] ?? '') ? ['lint'] : []) },
  {
    names: ['prettier'],
    checks: (words) => (words.some((word) => /^(?:-c|--check|-l|--list-different)$/.test(word)) ? ['lint'] : []),
  },
  byCommand('next vite astro nuxt remix gatsby ng parcel vue-cli-service', {
    build: 'build',
    lint: 'lint',
    test: 'test',
  }),
  always('build', 'webpack rollup esbuild tsup tsdown'),
  {
    names: ['turbo', 'nx', 'lerna', 'moon'],
    checks: (words) =>
      plain(words)
        .filter((word) => word !== 'run')
        .slice(0, 1)
        .flatMap(kindsOfTask),
  },
]
