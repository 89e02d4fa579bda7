import { describe, expect, test } from 'vitest'
import { parseNote } from './note-format.ts'

const agent = (tool: string, id: string) => ({ agent_id: { tool, id, model: 'm' } })

const note = (attested: string, metadata: object = {}) =>
  `${attested}---\n${JSON.stringify({
    schema_version: 'authorship/3.0.0',
    base_commit_sha: 'a'.repeat(40),
    prompts: { abcd1234abcd1234: agent('cursor', 'old'), e5be5f8: agent('claude', 'older') },
    sessions: { s_c9883b05a2487d: agent('claude', 'new') },
    humans: { h_31dce776f88375: { author: 'Ada <ada@example.org>' } },
    ...metadata,
  })}`

describe('a note', () => {
  test('tells the lines of sessions by any of their keys, and none of persons', () => {
    const text = note(
      [
        'src/main.rs',
        '  s_c9883b05a2487d::t_9f8e7d6c5b4a32 1-10,15',
        '  s_c9883b05a2487d::t_a1b2c3d4e5f678 25',
        '  h_31dce776f88375 35-40',
        '"src/my file.rs"',
        '  abcd1234abcd1234 1-50',
        '  e5be5f8 60\n',
      ].join('\n'),
    )
    expect(parseNote(text)).toEqual({
      sessions: ['claude:new', 'claude:older', 'cursor:old'],
      lines: ['0 1-10,15 src/main.rs', '0 25 src/main.rs', '2 1-50 src/my file.rs', '1 60 src/my file.rs'],
      ofNobody: 0,
    })
  })

  test('without entries names nobody, also sessions that it knows', () => {
    expect(parseNote(note(''))).toEqual({ sessions: [], lines: [], ofNobody: 0 })
  })

  test('names a session by its hash where it says no more of it', () => {
    expect(parseNote(note('a\n  s_00000000000000::t_1 2\n  0123456789abcdef 3\n'))).toEqual({
      sessions: ['#0123456789abcdef', '#s_00000000000000'],
      lines: ['1 2 a', '0 3 a'],
      ofNobody: 0,
    })
  })

  test('counts entries of sessions that it does not know, or that have no proper name', () => {
    const text = note('a\n  human 1\n  0123456 2\n  bad 3\n  abcd1234abcd1234 4\n', {
      prompts: { abcd1234abcd1234: agent('claude', 'x'), bad: { agent_id: { tool: '', id: 7 } } },
    })
    expect(parseNote(text)).toMatchObject({ sessions: ['claude:x'], ofNobody: 3 })
  })

  test.each([
    ['has no divider', 'a\n  abcd1234abcd1234 1\n'],
    ['has a divider that is indented', `a\n ---\n{"schema_version":"authorship/3.0.0"}`],
    ['has no JSON', 'a\n---\n{"schema_version": '],
    ['has JSON that is a list', 'a\n---\n[]'],
    ['has another version', note('', { schema_version: 'authorship/2.0.0' })],
    ['has a range from nought', note('a\n  abcd1234abcd1234 0-3\n')],
    ['has ranges with blanks', note('a\n  abcd1234abcd1234 1, 3\n')],
    ['has ranges beyond all files', note('a\n  abcd1234abcd1234 12345678901\n')],
    ['has an entry before a path', note('  abcd1234abcd1234 1\n')],
    ['has an entry that is indented otherwise', note('a\n   abcd1234abcd1234 1\n')],
  ])('is not taken for one where it %s', (_, text) => {
    expect(parseNote(text)).toEqual(expect.stringMatching(/^note /))
  })

  test('has names that cannot reach into an object', () => {
    expect(parseNote(note('a\n  __proto__ 1\n  constructor 2\n'))).toMatchObject({ sessions: [], ofNobody: 2 })
  })
})
