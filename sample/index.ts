import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCalendar } from './calendar.ts'
import { company } from './company/index.ts'
import { Director } from './direct.ts'
import { planEveryday } from './everyday/plan.ts'
import { FastImport } from './git/fast-import.ts'
import { Repository } from './git/repository.ts'
import { createRandom } from './random.ts'
import type { RepositoryName } from './script.ts'
import { stories } from './stories/index.ts'
import { liveStories } from './stories/live.ts'
import { engineer, team } from './team.ts'

export interface SampleOptions {
  /** Folder to write into. `homes/` and `repos/` in it are replaced. */
  directory: string
  seed?: number
  /** Milliseconds since 1970 at which the world ends: nothing in it is later. */
  now?: number
  /** How many weeks of agent logs there are. */
  weeks?: number
  /** Multiplies the everyday work; the stories are told once. */
  size?: number
}

/** What was written, and where. The same is in `sample.json`, but for the counts. */
export interface SampleWorld {
  seed: number
  size: number
  /** ISO 8601. */
  generatedAt: string
  /** Absolute paths of the home directories. */
  homes: string[]
  /** Absolute paths of the work trees. */
  repositories: string[]
  fictional: true
  sessions: number
  commits: number
  /** Bytes of agent logs. */
  bytes: number
  /** Merges that could not keep both sides; a story that has some is not told well. */
  conflicts: number
}

const names = Object.keys(company) as RepositoryName[]

/** Writes the fictional team's agent logs and repositories, in the formats of Claude Code, Codex and git. */
export const generateSample = async (options: SampleOptions): Promise<SampleWorld> => {
  const { seed = 1, now = Date.now(), weeks = 6, size = 1 } = options
  const directory = resolve(options.directory)
  const calendar = createCalendar(now)
  const random = createRandom(`maestro/${seed}`)
  for (const folder of ['homes', 'repos']) rmSync(join(directory, folder), { recursive: true, force: true })

  const imports: FastImport[] = []
  const repositories = {} as Record<RepositoryName, Repository>
  const begin = calendar.at(calendar.workingDays(weeks) + 40, 10, 'Europe/Berlin')
  for (const name of names) {
    const path = join(directory, 'repos', name)
    mkdirSync(path, { recursive: true })
    const output = new FastImport(path, `https://github.com/tarnwick-pay/${name}.git`)
    imports.push(output)
    const { files, nextNumber, founder } = company[name]
    const repository = new Repository(name, path, nextNumber, output)
    for (const [file, content] of Object.entries(files)) repository.write('main', file, content)
    const who = engineer(founder)
    await repository.commit(
      'main',
      { text: `${who.name} <${who.email}>`, zone: who.zone },
      begin,
      'Start the repository',
    )
    repositories[name] = repository
  }

  const director = new Director({ repositories, calendar, directory, random, logsFrom: now - weeks * 7 * 86_400_000 })
  for (const story of [...stories, ...liveStories(now)]) director.add(story)
  planEveryday(director, { calendar, random, weeks, size })
  await director.run()
  await Promise.all(imports.map((each) => each.finish()))

  const homes = team.map((each) => {
    const home = join(directory, 'homes', each.user)
    if (each.claude) mkdirSync(join(home, '.claude', 'projects'), { recursive: true })
    if (each.codex) mkdirSync(join(home, '.codex', 'sessions'), { recursive: true })
    return home
  })
  const told = {
    seed,
    size,
    generatedAt: new Date(now).toISOString(),
    homes,
    repositories: names.map((name) => repositories[name].path),
    fictional: true as const,
  }
  writeFileSync(join(directory, 'sample.json'), `${JSON.stringify(told, null, 2)}\n`)
  const all = names.map((name) => repositories[name])
  return {
    ...told,
    sessions: director.sessions,
    commits: all.reduce((sum, each) => sum + each.commits, 0),
    bytes: director.bytes,
    conflicts: all.reduce((sum, each) => sum + each.conflicts, 0),
  }
}
