import { expect, test } from 'vitest'
import { checksOf } from './programs/index.ts'

const told = (command: string): string[] => checksOf(command).map(({ kind, program, by }) => `${kind} ${program} ${by}`)

test.each([
  ['npm test', ['test npm agent']],
  ['npm run css:build', ['build npm agent']],
  ['npm run-script typecheck -- --watch=false', ['typecheck npm agent']],
  ['npm run format', []],
  ['npm run format:check', ['lint npm agent']],
  ['npm ci && npm run check', ['check npm agent']],
  ['pnpm --filter web typecheck', ['typecheck pnpm agent']],
  ['yarn lint && yarn tsc --noEmit; echo done', ['lint yarn agent', 'typecheck yarn agent']],
  ['bun test src/', ['test bun agent']],
  ['npx -y vitest run a.test.ts', ['test vitest agent']],
  ['timeout -k 5 60 npx jest', ['test jest agent']],
  ['CI=1 FORCE_COLOR=0 ./node_modules/.bin/eslint .', ['lint eslint agent']],
  ['cd app && go vet ./... && go test -race ./...', ['lint go agent', 'test go agent']],
  ['go test -c ./x', ['build go agent']],
  ['bash -lc "cargo test --all && cargo clippy"', ['test cargo agent', 'lint cargo agent']],
  ['uv run --with x pytest -q', ['test pytest agent']],
  ['python -m unittest discover', ['test python agent']],
  ['mvn -q verify', ['test mvn agent']],
  ['./mvnw package -DskipTests', ['build mvnw agent']],
  ['./gradlew :app:testDebugUnitTest', ['test gradlew agent']],
  ['dotnet build; dotnet test', ['build dotnet agent', 'test dotnet agent']],
  ['bundle exec rspec spec/a_spec.rb', ['test rspec agent']],
  ['make -j4 build test', ['build make agent', 'test make agent']],
  ['make -n test', []],
  ['mise run test:ci 2>&1 | tail -20', ['test mise agent']],
  ['./scripts/e2e-tests.sh --fast', ['test e2e-tests.sh agent']],
  ['sh tests/run_unit.sh', ['test run_unit.sh agent']],
  ['gh pr checks 12', ['check gh ci']],
  ['vitest --help', []],
  ['git commit -m "test: build && npm test"', []],
  ['echo npm test', []],
  ['grep -rn "go test" docs', []],
  ['cat <<EOF > notes\nnpm test\nEOF\nnpm run build', ['build npm agent']],
  ['for i in 1 2 3; do npm test; done', ['test npm agent']],
  ['npm run', []],
  ['git commit -m "Mend it\n\nnpm test\nnpm run build"', []],
  ['npm run build \\\n  --mode production\nnpm test', ['build npm agent', 'test npm agent']],
  ['', []],
])('%s runs %j', (command, expected) => {
  expect(told(command)).toEqual(expected)
})

test('whose exit code that of a command line is', () => {
  const masked = (command: string) => checksOf(command).map(({ command: { isMasked } }) => isMasked)
  expect(masked('npm run lint && npm test')).toEqual([false, false])
  expect(masked('npm run lint && npm test | tail')).toEqual([false, true])
  expect(masked('npm run lint; npm test')).toEqual([true, false])
  expect(masked('npm test || true')).toEqual([true])
  expect(masked('npm test 2>&1 > out.txt')).toEqual([false])
})

test('a command line of a megabyte and one of nothing but operators run nothing', () => {
  expect(told(`npm test ${'x '.repeat(500_000)}`)).toEqual([])
  expect(told('&& || ; | ( ) > < 2>&1')).toEqual([])
})
