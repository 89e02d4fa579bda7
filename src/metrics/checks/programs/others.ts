import { kindsOfTask } from './named-task.ts'
import { always, byCommand, type Program, plain } from './program.ts'

const go: readonly Program[] = [
  {
    names: ['go'],
    silent: true,
    checks: (words) => {
      const [command] = plain(words)
      if (command === 'test') return words.includes('-c') || words.includes('-list') ? ['build'] : ['test']
      return command === 'build' || command === 'install' ? ['build'] : command === 'vet' ? ['lint'] : []
    },
  },
  { names: ['gofmt', 'gofumpt', 'goimports'], silent: true, checks: (words) => (words.includes('-w') ? [] : ['lint']) },
  byCommand('golangci-lint', { run: 'lint' }),
  always('lint', 'staticcheck revive', true),
  always('test', 'gotestsum ginkgo'),
]

const rust: readonly Program[] = [
  byCommand('cargo', {
    test: 'test',
    nextest: 'test',
    t: 'test',
    build: 'build',
    b: 'build',
    check: 'typecheck',
    c: 'typecheck',
    clippy: 'lint',
  }),
  always('build', 'rustc', true),
]

const python: readonly Program[] = [
  always('test', 'pytest py.test tox nox nosetests'),
  {
    names: ['python', 'python3', 'py'],
    checks: (words) => {
      const module = words[words.indexOf('-m') + 1]
      if (words.includes('-m') && module !== undefined) {
        if (/^(?:pytest|unittest|nose2?|doctest)$/.test(module)) return ['test']
        if (/^(?:mypy|pyright)$/.test(module)) return ['typecheck']
        if (/^(?:ruff|flake8|pylint)$/.test(module)) return ['lint']
        if (module === 'build' || module === 'compileall' || module === 'py_compile') return ['build']
      }
      const [script, command] = plain(words)
      return script?.endsWith('manage.py') && command === 'test' ? ['test'] : []
    },
  },
  always('typecheck', 'mypy pyright basedpyright pytype ty'),
  byCommand('ruff', { check: 'lint' }),
  { names: ['black', 'isort'], checks: (words) => (words.some((word) => /^--?check/.test(word)) ? ['lint'] : []) },
  always('lint', 'flake8 pylint bandit'),
]

const jvm: readonly Program[] = [
  {
    names: ['mvn', 'mvnw', 'mvnd'],
    checks: (words) => {
      const goals = plain(words)
      if (goals.some((goal) => /^(?:test|verify|install|integration-test|surefire:test)$/.test(goal)))
        return words.some((word) => /^-(?:DskipTests|Dmaven\.test\.skip)/.test(word)) ? ['build'] : ['test']
      if (goals.some((goal) => /^(?:compile|test-compile|package)$/.test(goal))) return ['build']
      return goals.some((goal) => /checkstyle|spotbugs|pmd|spotless:check/.test(goal)) ? ['lint'] : []
    },
  },
  {
    names: ['gradle', 'gradlew'],
    checks: (words) => {
      const tasks = plain(words).map((task) => task.slice(task.lastIndexOf(':') + 1))
      if (tasks.includes('check') || tasks.includes('build')) return words.includes('-x') ? ['build'] : ['test']
      return [...new Set(tasks.flatMap(kindsOfTask))]
    },
  },
  {
    names: ['sbt', 'mill'],
    checks: (words) => {
      const tasks = plain(words).join(' ')
      return /\btest/i.test(tasks) ? ['test'] : /\bcompile\b/.test(tasks) ? ['build'] : []
    },
  },
  always('build', 'javac kotlinc scalac', true),
  always('lint', 'ktlint detekt'),
]

const dotnet: readonly Program[] = [
  byCommand('dotnet', { test: 'test', build: 'build', publish: 'build', vstest: 'test' }),
  always('build', 'msbuild'),
]

const ruby: readonly Program[] = [
  always('test', 'rspec minitest cucumber'),
  byCommand('rails', { test: 'test', spec: 'test' }),
  { names: ['rake'], checks: (words) => plain(words).slice(0, 1).flatMap(kindsOfTask) },
  always('lint', 'rubocop standardrb reek'),
  always('typecheck', 'steep'),
  byCommand('srb', { tc: 'typecheck' }),
]

const native: readonly Program[] = [
  always('test', 'ctest'),
  { names: ['cmake'], checks: (words) => (words.includes('--build') ? ['build'] : []) },
  byCommand('meson', { test: 'test', compile: 'build' }),
  always('build', 'ninja gcc g++ clang clang++ cc', true),
  byCommand('zig', { test: 'test', build: 'build' }),
  byCommand('swift', { test: 'test', build: 'build' }),
  {
    names: ['xcodebuild'],
    checks: (words) => (plain(words).some((word) => /^test/.test(word)) ? ['test'] : ['build']),
  },
  byCommand('bazel bazelisk', { test: 'test', build: 'build' }),
  byCommand('buck2 buck pants', { test: 'test', build: 'build', lint: 'lint', check: 'typecheck' }),
  always('lint', 'clang-tidy cppcheck swiftlint'),
]

const more: readonly Program[] = [
  always('test', 'phpunit pest bats shellspec busted'),
  {
    names: ['composer'],
    checks: (words) =>
      plain(words)
        .filter((word) => word !== 'run')
        .slice(0, 1)
        .flatMap(kindsOfTask),
  },
  { names: ['artisan'], checks: (words) => (plain(words)[0] === 'test' ? ['test'] : []) },
  always('lint', 'phpcs shellcheck hadolint yamllint markdownlint actionlint tflint ansible-lint sqlfluff'),
  always('typecheck', 'phpstan psalm'),
  byCommand('mix', { test: 'test', compile: 'build', credo: 'lint', dialyzer: 'typecheck' }),
  byCommand('gleam', { test: 'test', build: 'build', check: 'typecheck' }),
  byCommand('stack cabal', { test: 'test', build: 'build' }),
  byCommand('dart flutter', { test: 'test', build: 'build', analyze: 'lint', compile: 'build' }),
  byCommand('terraform tofu', { validate: 'check', test: 'test' }),
  byCommand('pre-commit lefthook', { run: 'check' }),
  byCommand('docker podman', { build: 'build' }),
]

/** Runners of tasks whose names say what they are for. */
const runners: readonly Program[] = [
  {
    names: ['make', 'gmake', 'just', 'task', 'invoke', 'inv', 'ant'],
    checks: (words) =>
      words.some((word) => /^(?:-n|--dry-run|--list|-l)$/.test(word))
        ? []
        : [...new Set(plain(words).flatMap(kindsOfTask))],
  },
  {
    names: ['mise', 'devbox', 'pixi', 'poe'],
    checks: (words) => {
      const [first, ...rest] = plain(words)
      const isRun = first === 'run' || first === 'r'
      return [...new Set((isRun ? rest.slice(0, 1) : first === undefined ? [] : [first]).flatMap(kindsOfTask))]
    },
  },
]

export const others: readonly Program[] = [
  ...go,
  ...rust,
  ...python,
  ...jvm,
  ...dotnet,
  ...ruby,
  ...native,
  ...more,
  ...runners,
]
