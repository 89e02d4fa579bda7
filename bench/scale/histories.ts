import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LooseRepository } from '../../test/unbreakable/git-objects.ts'
import { type ScaleCase, writeLines } from './case.ts'
import { editLines, promptLine, sessionNumber } from './log-lines.ts'

const repositories = 5_000
const start = 1_700_000_000

export const manyRepositories: ScaleCase = {
  name: 'many-repositories',
  title: '5,000 repositories, found through sessions that worked in them',
  make: async (folder) => {
    for (let number = 0; number < repositories; number++) {
      const cwd = join(folder, 'code', `service-${number}`)
      const repository = new LooseRepository(join(cwd, '.git'))
      const blob = repository.object('blob', Buffer.from(`service ${number}\n`))
      const tree = repository.tree([{ mode: '100644', name: Buffer.from('README.md'), sha: blob }])
      const who = `Ana <ana@example.org> ${start + number} +0000`
      const commit = repository.object(
        'commit',
        Buffer.from(`tree ${tree}\nauthor ${who}\ncommitter ${who}\n\nBegin service ${number}\n`),
      )
      repository.ref('refs/heads/main', commit)
      const session = sessionNumber(number)
      const file = join(folder, 'home', '.claude', 'projects', `-code-service-${number}`, `${session}.jsonl`)
      writeLines(file, [promptLine({ session, cwd }, number % 1000, `Prompt ${number}`)])
    }
    return ['--home', join(folder, 'home'), '--root', folder]
  },
  holds: [
    ['commits', 'select count(*)::int from commit', repositories],
    ['sessions placed', 'select count(*)::int from session_place where repository is not null', repositories],
  ],
  questions: [['sessions'], ['commits'], ['usage', '--by', 'repo']],
}

const commits = 1_000_000
const files = 64

/** Writes a history through `git fast-import`: each commit changes one of some files. */
const writeHistory = async (path: string): Promise<void> => {
  mkdirSync(path, { recursive: true })
  await once(spawn('git', ['init', '--quiet', '--bare', path], { stdio: 'ignore' }), 'close')
  const process = spawn(
    'git',
    ['-C', path, '-c', 'core.compression=1', 'fast-import', '--quiet', '--date-format=raw'],
    {
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  )
  let piece = ''
  for (let number = 0; number < commits; number++) {
    const message = `Step ${number}`
    const content = `${number}\n${number + 1}\n`
    piece +=
      `commit refs/heads/main\ncommitter Ana <ana@example.org> ${start + number * 60} +0000\n` +
      `data ${message.length}\n${message}\n` +
      `M 100644 inline src/part-${number % files}.ts\ndata ${content.length}\n${content}\n`
    if (piece.length < 1024 * 1024) continue
    if (!process.stdin.write(piece)) await once(process.stdin, 'drain')
    piece = ''
  }
  process.stdin.end(piece)
  const [code] = await once(process, 'close')
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`)
}

/** The last tenth of the commits was made while a session worked: it wrote one of ten. */
const firstEdited = commits * 0.9
const editedEvery = 10

const writeEdits = (home: string): void => {
  const of = { session: sessionNumber(1), cwd: '/nowhere/long' }
  function* lines() {
    let index = 0
    for (let number = firstEdited; number < commits; number += editedEvery) {
      const path = `${of.cwd}/src/part-${number % files}.ts`
      const before = number - files
      const at = new Date((start + number * 60 - 30) * 1000)
      yield* editLines(of, index, {
        path,
        added: [`${number}`, `${number + 1}`],
        removed: [`${before}`, `${before + 1}`],
        at,
      })
      index += 2
    }
  }
  writeLines(join(home, '.claude', 'projects', '-nowhere-long', `${of.session}.jsonl`), lines())
}

export const longHistory: ScaleCase = {
  name: 'long-history',
  title: 'a history of a million commits, and a session that wrote ten thousand of them',
  make: async (folder) => {
    const path = join(folder, 'long.git')
    await writeHistory(path)
    writeEdits(join(folder, 'home'))
    return ['--home', join(folder, 'home'), '--repo', path]
  },
  killWhen: `select count(*) > ${commits / 2} as is_so from commit`,
  holds: [
    ['commits', 'select count(*)::int from commit', commits],
    ['commits linked with the session', 'select count(*)::int from commit_link', (commits - firstEdited) / editedEvery],
    ['commits in the line ledger', 'select count(*)::int from ledger_commit', commits],
  ],
  questions: [['commits'], ['links'], ['sessions'], ['usage', '--by', 'repo']],
}
