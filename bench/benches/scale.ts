import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openData, openWorkspace } from '../../src/surfaces/workspace.ts'
import type { Bench, BenchContext } from '../bench.ts'
import { type Figure, figure, type Unit } from '../figure.ts'
import { type Installation, install } from '../maestro/installation.ts'
import type { ScaleCase } from '../scale/case.ts'
import { scaleCases } from '../scale/index.ts'

const name = 'scale'

/** Input that is larger than anybody's: read within bounded memory, read once, and answered. */
export const scale: Bench = {
  name,
  title: 'Scale',
  alone: true,
  run: async (context) => {
    const figures: Figure[] = []
    const wrong: string[] = []
    for (const one of scaleCases) {
      if (context.cases.length > 0 && !context.cases.includes(one.name)) continue
      const folder = mkdtempSync(join(context.scratch, `${one.name}-`))
      try {
        figures.push(...(await measure(context, one, folder, wrong)))
      } catch (error) {
        wrong.push(`${one.name}: ${(error as Error).message}`)
        context.note(wrong.at(-1)!)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
    return {
      figures,
      remarks: [
        'Memory: of all Node processes together (the command, its threads, the keeper of the database), resident, and apart from it that of PostgreSQL in proportional parts, the most of it.',
        ...wrong,
      ],
    }
  },
}

const measure = async (context: BenchContext, one: ScaleCase, folder: string, wrong: string[]): Promise<Figure[]> => {
  const { scratch, note } = context
  const input = { name: one.title, megabytes: 1000 }
  const figures: Figure[] = []
  const add = (id: string, what: string, unit: Unit, value: number) => {
    figures.push(figure(name, id, what, input, unit, [value]))
    note(`${name}: ${one.name}: ${what}: ${Math.round(value * 100) / 100} ${unit}`)
  }
  note(`${name}: writing ${one.title}`)
  const words = await one.make(folder)
  await using installation = await install(scratch, words)
  const before = one.killWhen === undefined ? 0 : await killWhen(installation, one.killWhen)
  const first = await installation.run(['sync', '--json'], { watchMemory: true })
  add('first', one.killWhen === undefined ? 'first sync' : 'sync after a kill half way', 's', first.seconds)
  add(`${one.name} node-memory`, 'Node processes together', 'MB', first.nodeMegabytes)
  add('database-memory', 'PostgreSQL', 'MB', first.databaseMegabytes)
  if (one.killWhen !== undefined) {
    const items = await ask(installation, 'select sum(items)::int as value from source')
    const stored = await ask(installation, 'select count(*)::int as value from commit')
    add('stored-before', 'commits stored when it was killed', 'count', before)
    add('read-again', 'commits read again after it', 'count', items - stored)
  }
  for (const [what, sql, value] of one.holds) {
    const found = await ask(installation, sql.replace(/^select (.*?) from/, 'select $1 as value from'))
    add(what, what, 'count', found)
    if (found !== value) wrong.push(`${one.name}: ${found} ${what}, not ${value}`)
  }
  const again = await installation.run(['sync', '--json'], { watchMemory: true })
  const report = JSON.parse(again.output) as { bytes: number; records: number }
  add('again', 'sync with nothing new', 's', again.seconds)
  add('again-memory', 'of it Node processes', 'MB', again.nodeMegabytes)
  add('again-bytes', 'bytes read by it', 'count', report.bytes)
  for (const question of one.questions) {
    const run = await installation.run([...question, '--no-sync'], { watchMemory: true, discardOutput: true })
    const title = question.map((word) => word.replace(/^\w{8}-.*/, 'ID')).join(' ')
    add('question', `maestro ${title}`, 's', run.seconds)
    add('question-memory', `maestro ${title}, Node processes`, 'MB', run.nodeMegabytes)
  }
  return figures
}

const ask = async ({ environment }: Installation, sql: string): Promise<number> => {
  const database = await openData(openWorkspace({ timezone: 'UTC' }, { ...environment }))
  try {
    const { rows } = await database.pool.query<{ value: number }>(sql)
    return Number(rows[0]?.value ?? Number.NaN)
  } finally {
    await database.close()
  }
}

/** Syncs until something is so, then kills the process; answers how many commits were stored. */
const killWhen = async (installation: Installation, sql: string): Promise<number> => {
  const launcher = join(import.meta.dirname, '../../bin/maestro')
  const child = spawn(launcher, ['sync', '--json'], {
    env: { PATH: process.env.PATH ?? '', ...installation.environment },
    stdio: 'ignore',
    detached: true,
  })
  const ended = once(child, 'close')
  const database = await openData(openWorkspace({ timezone: 'UTC' }, { ...installation.environment }))
  try {
    while (child.exitCode === null) {
      const { rows } = await database.pool.query<{ is_so: boolean }>(sql)
      if (rows[0]!.is_so) break
      await wait(500)
    }
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL')
    await ended
    const { rows } = await database.pool.query<{ count: number }>('select count(*)::int as count from commit')
    return rows[0]!.count
  } finally {
    await database.close()
  }
}
