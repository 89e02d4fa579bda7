import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../../src/store/database.ts'
import { openData, openWorkspace } from '../../src/surfaces/workspace.ts'
import type { Bench } from '../bench.ts'
import { figure, type Unit } from '../figure.ts'
import { type Installation, install } from '../maestro/installation.ts'
import { driftBetween, everythingIn } from '../soak/compare.ts'
import { Team } from '../soak/team.ts'

const name = 'soak'
const defaultMinutes = 60
const lagEverySeconds = 10
const longestLagMs = 60_000
const megabyte = 1024 * 1024

interface Sample {
  readonly rss: number
  readonly heapUsed: number
  readonly external: number
  readonly cpuMicroseconds: number
  readonly lastError: unknown
}

/** A busy team's work against the live engine, and whether what stands there in the end is what a fresh import says. */
export const soak: Bench = {
  name,
  title: 'Soak',
  alone: true,
  run: async ({ scratch, minutes = defaultMinutes, note }) => {
    const folder = mkdtempSync(join(scratch, 'soak-'))
    const team = new Team(folder)
    const words = ['--home', team.home, '--repo', team.repository, '--root', folder]
    await using installation = await install(scratch, words)
    await using fresh = await install(scratch, words)
    const database = await dataOf(installation)
    const samples: Sample[] = []
    const lags: number[] = []
    const complaints: string[] = []
    const log = process.env.MAESTRO_SOAK_LOG
    const child = startLive(installation, (sample) => {
      samples.push(sample)
      if (sample.lastError !== null) complaints.push(`the engine told of ${JSON.stringify(sample.lastError)}`)
      if (log) appendFileSync(log, `${JSON.stringify({ ...sample, lines: team.lines, lag: lags.at(-1) ?? null })}\n`)
    })
    child.once('exit', (code) => {
      if (code !== 0) complaints.push(`the engine ended with ${code}`)
    })
    const began = Date.now()
    let measuring: Promise<unknown> = Promise.resolve()
    for (let second = 1; Date.now() < began + minutes * 60_000; second++) {
      team.second()
      if (second % 60 === 0) team.commit()
      if (second % 60 === 0) note(`${name}: ${Math.round((Date.now() - began) / 60_000)} of ${minutes} minutes`)
      if (second % lagEverySeconds === 0) {
        measuring = Promise.all([measuring, lagOf(database, team).then((lag) => lags.push(lag))])
      }
      await wait(Math.max(0, began + second * 1000 - Date.now()))
    }
    await measuring
    await lagOf(database, team)
    const cpu = (samples.at(-1)?.cpuMicroseconds ?? 0) / 1e6 / (minutes * 60)
    const size = await sizeOf(database)
    child.kill('SIGTERM')
    await Promise.race([once(child, 'exit'), wait(30_000)])
    if (child.exitCode === null) complaints.push('the engine did not end within half a minute')

    note(`${name}: comparing with a rebuild and a fresh import`)
    team.restore()
    await installation.run(['sync', '--json'])
    const live = await everythingIn(database)
    const rebuilt = await everythingIn(database, true)
    await database.close()
    await fresh.run(['sync', '--json'])
    const freshData = await dataOf(fresh)
    const imported = await everythingIn(freshData)
    await freshData.close()
    const drift = [
      ...driftBetween(live, rebuilt).map((what) => `after a rebuild ${what}`),
      ...driftBetween(live, imported).map((what) => `in a fresh import ${what}`),
    ]
    if (log && drift.length > 0) writeFileSync(`${log}.drift`, drift.join('\n'))
    rmSync(folder, { recursive: true, force: true })

    const input = { name: `${minutes} minutes, ${team.lines} lines, ${team.commits} commits`, megabytes: 0 }
    const add = (id: string, what: string, unit: Unit, values: readonly number[]) =>
      figure(name, id, what, input, unit, values)
    const tenth = Math.ceil(samples.length / 10)
    return {
      figures: [
        add('lag', 'from a line in a log to its summary', 'ms', lags),
        add('lag-last', 'the same in the last tenth', 'ms', lags.slice(-Math.ceil(lags.length / 10))),
        add(
          'rss-first',
          'memory of the engine, first tenth',
          'MB',
          samples.slice(0, tenth).map(({ rss }) => rss / megabyte),
        ),
        add(
          'rss-last',
          'memory of the engine, last tenth',
          'MB',
          samples.slice(-tenth).map(({ rss }) => rss / megabyte),
        ),
        add(
          'heap-first',
          'heap, first tenth',
          'MB',
          samples.slice(0, tenth).map(({ heapUsed }) => heapUsed / megabyte),
        ),
        add(
          'heap-last',
          'heap, last tenth',
          'MB',
          samples.slice(-tenth).map(({ heapUsed }) => heapUsed / megabyte),
        ),
        add('cpu', 'share of a core that the engine took, in hundredths', 'count', [cpu * 100]),
        add('database', 'size of the database', 'MB', [size / megabyte]),
        add('drift', 'differences from a rebuild and from a fresh import', 'count', [drift.length]),
        add('complaints', 'faults that the engine told of', 'count', [complaints.length]),
      ],
      remarks: [
        `Ten logs appended to each second, a new session every nine seconds, a commit each minute, a log deleted every five minutes (${team.deleted}); every ten seconds the time until a line is derived, asked for every 25 ms.`,
        ...new Set([...drift, ...complaints]),
      ],
    }
  },
}

const dataOf = (installation: Installation): Promise<Database> =>
  openData(openWorkspace({ timezone: 'UTC' }, { ...installation.environment }))

const startLive = ({ environment }: Installation, onSample: (sample: Sample) => void): ChildProcess => {
  const script = join(import.meta.dirname, '../soak/live-process.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout! }).on('line', (line) => onSample(JSON.parse(line) as Sample))
  return child
}

/** Milliseconds from appending a line until its session's summary tells of it. */
const lagOf = async (database: Database, team: Team): Promise<number> => {
  const { uuid, session } = team.ask('How is it going?')
  const began = performance.now()
  while (performance.now() - began < longestLagMs) {
    const { rows } = await database.pool.query(
      `select from turn join session_summary summary on summary.org = 1 and summary.session = $2
       where turn.org = 1 and turn.id = $1 and summary.ended_at >= turn.at`,
      [uuid, session],
    )
    if (rows.length > 0) break
    await wait(25)
  }
  return performance.now() - began
}

const sizeOf = async (database: Database): Promise<number> =>
  Number((await database.pool.query('select pg_database_size(current_database()) as size')).rows[0].size)
