import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SmallRepository } from '../src/connectors/git/testing/small-repository.ts'
import { prompt, writeClaudeLog } from './support/claude-log.ts'
import { Maestro } from './support/maestro.ts'

const maestro = new Maestro()
const elsewhere = join(realpathSync(maestro.folder.path), 'srv/code')

interface Doctor {
  readonly roots: readonly string[]
  readonly leftAlone: readonly { readonly folder: string; readonly sessions: number }[]
  readonly connectors: readonly { readonly name: string; readonly sources: number }[]
}

beforeAll(() => {
  const repository = new SmallRepository(elsewhere)
  repository.write('src/a.ts', 'export const a = 1\n').commit('Start')
  for (const [index, cwd] of [elsewhere, join(elsewhere, 'src'), join(elsewhere, 'gone')].entries())
    writeClaudeLog(
      maestro.folder,
      { home: 'home', session: `6666666${index}-0000-4000-8000-000000000001`, cwd, startedAt: Date.now() - 3_600_000 },
      [prompt('Look around')],
    )
})
afterAll(() => maestro[Symbol.asyncDispose]())

const doctor = (...words: string[]) => maestro.json<Doctor>('doctor', ...words)
const repositories = ({ connectors }: Doctor) => connectors.find(({ name }) => name === 'git')?.sources

test('what sessions lead to outside the home is opened once it is named', { timeout: 120_000 }, async () => {
  const closed = await doctor()
  expect(closed).toMatchObject({ roots: [maestro.home, join(maestro.home, '.claude')] })
  expect(closed.leftAlone).toEqual([{ folder: elsewhere, sessions: 2 }])
  expect(repositories(closed)).toBe(0)
  expect(await maestro.print('doctor')).toContain(
    `2 sessions ran in ${elsewhere}, which Maestro may not look into: maestro --root ${elsewhere}`,
  )

  const opened = await doctor('--root', join(elsewhere, 'src'))
  expect(opened.roots).toEqual(expect.arrayContaining([elsewhere, join(elsewhere, 'src')]))
  expect(opened.leftAlone).toEqual([])
  expect(repositories(await doctor())).toBe(1)

  const forgotten = await doctor('--root', 'none')
  expect(forgotten.roots).toEqual(closed.roots)
  expect(forgotten.leftAlone).toEqual([])

  const { status, stderr } = await maestro.run('doctor', '--root', join(elsewhere, 'none'))
  expect(status).not.toBe(0)
  expect(stderr).toContain(`There is no directory ${join(elsewhere, 'none')}.`)
})
