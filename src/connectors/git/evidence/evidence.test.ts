import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { started } from '../git-process.ts'
import { readAll } from '../testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from '../testing/small-repository.ts'
import { type EvidenceState, isWhole } from './evidence-state.ts'
import { readEvidence } from './read-evidence.ts'

const noteOf = (session: string, lines = '1-3') =>
  `src/a.ts\n  s_0123456789abcd::t_0123456789abcd ${lines}\n---\n${JSON.stringify({
    schema_version: 'authorship/3.0.0',
    base_commit_sha: 'a'.repeat(40),
    prompts: {},
    sessions: { s_0123456789abcd: { agent_id: { tool: 'claude', id: session, model: 'm' } } },
  })}`

const checkpoint = (session: string, more: object = {}) =>
  JSON.stringify({
    checkpoint_id: 'ignored',
    session_id: session,
    created_at: '2026-02-03T06:34:50.246Z',
    agent: 'Claude Code',
    files_touched: ['src/a.ts'],
    ...more,
  })

const local = 'refs/heads/entire/checkpoints/v1'
const tracking = 'refs/remotes/origin/entire/checkpoints/v1'

describe('notes', { timeout: 60_000 }, () => {
  test('are read with the time of their commit, and only those that are new', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const one = repository.write('src/a.ts', 'a\n').commit('One')
    const two = repository.write('src/a.ts', 'b\n').commit('Two')
    repository.note(one, noteOf('first'))
    const first = await readAll(folder.path)
    const committedAt = first.commit(one).committedAt
    expect(first.of('authorshipNote')).toEqual([
      expect.objectContaining({ sha: one, sessions: ['claude:first'], lines: ['0 1-3 src/a.ts'], at: committedAt }),
    ])
    const before = started.count
    expect((await readAll(folder.path, first.cursor)).batches).toEqual([])
    expect(started.count).toBe(before)
    repository.note(two, noteOf('second'))
    const second = await readAll(folder.path, first.cursor)
    expect(second.of('authorshipNote').map(({ sha }) => sha)).toEqual([two])
    expect(second.of('commit')).toEqual([])
  })

  test('that are replaced, taken away or moved to another folder follow', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const one = repository.commit('One')
    const two = repository.commit('Two')
    const three = repository.commit('Three')
    for (const sha of [one, two, three]) repository.note(sha, noteOf('before'))
    const first = await readAll(folder.path)
    const blob = repository.git('rev-parse', `refs/notes/ai:${three}`).trim()
    repository.note(one, noteOf('after', '7'))
    repository.git('notes', '--ref=ai', 'remove', two)
    const kept = repository.git('rev-parse', `refs/notes/ai:${one}`).trim()
    const index = { GIT_INDEX_FILE: join(repository.gitDirectory, 'notes-index') }
    for (const [sha, id] of [
      [one, kept],
      [three, blob],
    ])
      repository.bytes(
        ['update-index', '--add', '--cacheinfo', `100644,${id},${sha!.slice(0, 2)}/${sha!.slice(2)}`],
        '',
        index,
      )
    const tree = repository.bytes(['write-tree'], '', index).toString('utf8').trim()
    repository.git('update-ref', 'refs/notes/ai', repository.git('commit-tree', '-m', 'Fan out', tree).trim())
    const second = await readAll(folder.path, first.cursor)
    const told = Object.fromEntries(
      second.of('authorshipNote').map(({ sha, note, sessions, lines }) => [sha, { note, sessions, lines }]),
    )
    expect(told).toEqual({
      [one]: { note: kept, sessions: ['claude:after'], lines: ['0 7 src/a.ts'] },
      [two]: { note: 'gone', sessions: [], lines: [] },
      [three]: { note: blob, sessions: ['claude:before'], lines: ['0 1-3 src/a.ts'] },
    })
  })

  test('that are none are set aside and counted, the others read; one of a commit that is elsewhere as well', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const one = repository.commit('One')
    const two = repository.commit('Two')
    repository.note(one, 'words of a person')
    repository.note(two, noteOf('sound'))
    const elsewhere = 'f'.repeat(40)
    const index = { GIT_INDEX_FILE: join(repository.gitDirectory, 'notes-index') }
    repository.bytes(['read-tree', 'refs/notes/ai'], '', index)
    const blob = repository.bytes(['hash-object', '-w', '--stdin'], noteOf('far')).toString('utf8').trim()
    const large = repository.bytes(['hash-object', '-w', '--stdin'], 'x'.repeat(16_000_001)).toString('utf8').trim()
    for (const entry of [
      `100644,${blob},${elsewhere}`,
      `100644,${blob},README`,
      `120000,${blob},${'e'.repeat(40)}`,
      `100644,${large},${'d'.repeat(40)}`,
    ])
      repository.bytes(['update-index', '--add', '--cacheinfo', entry], '', index)
    const tree = repository.bytes(['write-tree'], '', index).toString('utf8').trim()
    repository.git('update-ref', 'refs/notes/ai', repository.git('commit-tree', '-m', 'Notes', tree).trim())
    const reading = await readAll(folder.path)
    const sound = reading.of('authorshipNote').filter(({ note }) => note !== 'gone')
    expect(sound.map(({ sha, sessions }) => [sha, sessions]).sort()).toEqual(
      [
        [two, ['claude:sound']],
        [elsewhere, ['claude:far']],
      ].sort(),
    )
    expect(reading.setAside.map(({ subject, reason }) => [subject, reason]).sort()).toEqual(
      [
        [one, 'note without a line --- before its JSON'],
        ['d'.repeat(40), 'note over 16 MB'],
      ].sort(),
    )
    expect(reading.batches.at(-1)!.report.skipped).toEqual({ 'file beside the notes': 1 })
  })

  test('of which git lacks the tree are told, and the history is read all the same', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const one = repository.commit('One')
    repository.note(one, noteOf('first'))
    const tree = repository.git('rev-parse', 'refs/notes/ai^{tree}').trim()
    rmSync(join(repository.gitDirectory, 'objects', tree.slice(0, 2), tree.slice(2)))
    const reading = await readAll(folder.path)
    expect(reading.of('commit').map(({ sha }) => sha)).toEqual([one])
    expect(reading.setAside).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/^notes cannot be read/) }),
    ])
  })
})

describe('checkpoints', { timeout: 60_000 }, () => {
  test('name sessions by their metadata alone; ids with a date before them are those of the log', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.commit('One')
    const id = '253fd5ef-38bf-4f4a-804a-98df5088a868'
    repository.commitTo(local, {
      '00/c9e2351016/metadata.json': '{"checkpoint_id": "00c9e2351016"}',
      '00/c9e2351016/0/metadata.json': checkpoint(`2026-02-03-${id}`),
      '00/c9e2351016/0/full.jsonl': 'a transcript',
      '00/c9e2351016/1/metadata.json': checkpoint('second', { agent: undefined, files_touched: 'no list' }),
      'aa/bbbbbbbbbb/0/metadata.json': checkpoint('third', { created_at: 'one day' }),
    })
    const reading = await readAll(folder.path)
    const [first, second, third] = reading.of('checkpoint')
    expect(first).toEqual({
      kind: 'checkpoint',
      repository: expect.any(String),
      checkpoint: '00c9e2351016',
      logId: id,
      agent: 'Claude Code',
      files: ['src/a.ts'],
      at: Date.parse('2026-02-03T06:34:50.246Z'),
    })
    expect(second).not.toHaveProperty('agent')
    expect(second).not.toHaveProperty('files')
    expect(third).toMatchObject({ checkpoint: 'aabbbbbbbbbb', logId: 'third', at: expect.any(Number) })
    expect(reading.of('checkpoint')).toHaveLength(3)
    expect(reading.of('ref').map(({ name }) => name)).toEqual(['refs/heads/main'])
  })

  test('that are new alone are read, also where a remote has them before the branch here', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.commit('One')
    repository.commitTo(tracking, { '00/c9e2351016/0/metadata.json': checkpoint('first') })
    const first = await readAll(folder.path)
    expect(first.of('checkpoint').map(({ logId }) => logId)).toEqual(['first'])
    repository.commitTo(local, { '11/c9e2351016/0/metadata.json': checkpoint('second') })
    const second = await readAll(folder.path, first.cursor)
    expect(second.of('checkpoint').map(({ logId }) => logId)).toEqual(['second'])
    repository.git('update-ref', tracking, local)
    expect((await readAll(folder.path, second.cursor)).of('checkpoint').map(({ logId }) => logId)).toEqual(['second'])
  })

  test('that are none are set aside and counted', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.commit('One')
    repository.commitTo(local, {
      '00/0000000000/0/metadata.json': '{"session_id": ',
      '00/0000000001/0/metadata.json': '"text"',
      '00/0000000002/0/metadata.json': '{"session_id": {"no": "text"}}',
      '00/0000000003/0/metadata.json': `{"session_id": "${'x'.repeat(301)}"}`,
      '00/0000000004/0/metadata.json': `{"session_id": "x", "pad": "${'x'.repeat(1_000_000)}"}`,
      'zz/0000000005/0/metadata.json': checkpoint('outside'),
      '00/0000000006/0/deeper/metadata.json': checkpoint('deeper'),
      '00/0000000007/0/metadata.json': checkpoint('sound'),
    })
    const reading = await readAll(folder.path)
    expect(reading.of('checkpoint').map(({ logId }) => logId)).toEqual(['sound'])
    expect(reading.setAside.map(({ subject, reason }) => [subject!.slice(0, 13), reason])).toEqual(
      expect.arrayContaining([
        ['00/0000000000', 'checkpoint whose JSON cannot be read'],
        ['00/0000000001', 'checkpoint whose JSON is no object'],
        ['00/0000000002', 'checkpoint that names no session'],
        ['00/0000000003', 'checkpoint that names no session'],
        ['00/0000000004', 'checkpoint with metadata over 1 MB'],
      ]),
    )
    expect(reading.setAside).toHaveLength(5)
  })
})

describe('a read that is cut off', { timeout: 60_000 }, () => {
  test('is gone on with where it stopped, also when the notes moved meanwhile', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.commit('One')
    const add = (from: number, to: number) => {
      const index = { GIT_INDEX_FILE: join(repository.gitDirectory, 'notes-index') }
      const blob = repository.bytes(['hash-object', '-w', '--stdin'], noteOf('any')).toString('utf8').trim()
      const entries = Array.from({ length: to - from }, (_, offset) => {
        const sha = (from + offset).toString(16).padStart(40, '0')
        return `100644 ${blob}\t${sha}\n`
      })
      repository.bytes(['update-index', '--add', '--index-info'], entries.join(''), index)
      const tree = repository.bytes(['write-tree'], '', index).toString('utf8').trim()
      const sha = repository.git('commit-tree', '-m', 'Notes', tree).trim()
      return { name: 'refs/notes/ai', sha, holds: 'notes' as const }
    }
    const place = { gitDirectory: repository.gitDirectory, repository: 'r', seenAt: 0, signal: undefined }
    const earlier = add(0, 300)
    const seen: string[] = []
    let state: EvidenceState = {}
    for await (const step of readEvidence(place, [earlier], state, () => true)) {
      seen.push(...step.records.flatMap((record) => (record.kind === 'authorshipNote' ? record.sha : [])))
      state = step.state
      break
    }
    expect(isWhole(state)).toBe(false)
    const later = add(300, 320)
    for await (const step of readEvidence(place, [later], state, () => true)) {
      seen.push(...step.records.flatMap((record) => (record.kind === 'authorshipNote' ? record.sha : [])))
      state = step.state
    }
    expect(state).toEqual({ 'refs/notes/ai': { read: later.sha } })
    expect(seen).toHaveLength(320)
    expect(new Set(seen).size).toBe(320)
  })
})
