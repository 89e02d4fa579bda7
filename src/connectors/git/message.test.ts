import { describe, expect, it } from 'vitest'
import { parseMessage } from './message.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

describe('parseMessage', () => {
  it('takes subject and body apart', () => {
    expect(parseMessage('\n\nSubject  \n\nBody\n\nmore\n\n')).toMatchObject({
      subject: 'Subject',
      body: 'Body\n\nmore',
    })
    expect(parseMessage('First\r\nsecond\r\n')).toMatchObject({ subject: 'First', body: 'second' })
    expect(parseMessage('')).toEqual({ subject: '', body: '', trailers: [], coAuthors: [] })
  })

  it('finds the trailers that squashing moved into the middle, and each co-author once', () => {
    const message = [
      'Title (#12)',
      '',
      '* First',
      '',
      'Note: this is prose',
      '',
      'Entire-Checkpoint: 0123456789ab',
      'Co-Authored-By: Claude <noreply@anthropic.com>',
      '',
      '* Second',
      '',
      '🤖 Generated with Claude Code',
      'Co-authored-by: Claude <noreply@anthropic.com>',
      '',
      '---------',
      '',
      'Co-authored-by: Ben <ben@example.org>',
    ].join('\n')
    expect(parseMessage(message)).toMatchObject({
      subject: 'Title (#12)',
      trailers: [
        ['Entire-Checkpoint', '0123456789ab'],
        ['Co-Authored-By', 'Claude <noreply@anthropic.com>'],
        ['Co-authored-by', 'Ben <ben@example.org>'],
      ],
      coAuthors: ['Claude <noreply@anthropic.com>', 'Ben <ben@example.org>'],
    })
  })

  it('finds the last trailers that git finds', () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const bodies = [
      'Key: value',
      'Prose\n\nSigned-off-by: Ada <ada@example.org>\nReviewed-by:Ben <b@example.org>',
      'Folded: one\n  two\n\tthree',
      'Prose\nKey: value',
      'prose\nmore prose\nSigned-off-by: Ada <a@example.org>',
      'a\nb\nc\nd\nSigned-off-by: Ada <a@example.org>',
      'Key : spaced',
      'No trailer here',
      'https://example.org',
      'Key: value\n\nProse after',
    ]
    for (const body of bodies) {
      const sha = repository.commit(`Subject\n\n${body}\n`)
      const theirs = repository.git('log', '-1', '--format=%(trailers:only,unfold)', sha).trim()
      const ours = parseMessage(`Subject\n\n${body}\n`).trailers.map(([key, value]) => `${key}: ${value}`)
      expect(ours.join('\n')).toBe(theirs)
    }
  })
})
