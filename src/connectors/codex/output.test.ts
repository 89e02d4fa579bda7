import { describe, expect, it } from 'vitest'
import { readOutput } from './output.ts'

describe('outputs', () => {
  it.each([
    [
      JSON.stringify({ output: 'lamp', metadata: { exit_code: 3, duration_seconds: 0.25 } }),
      { status: 'error', exitCode: 3, durationMs: 250, text: 'lamp' },
    ],
    [
      'Exit code: 0\nWall time: 1.5 seconds\nTotal output lines: 9\nOutput:\nlamp',
      { status: 'ok', exitCode: 0, durationMs: 1500, text: 'lamp' },
    ],
    [
      'Chunk ID: 1a\nWall time: 0.5 seconds\nProcess exited with code -1\nOriginal token count: 1\nOutput:\nlamp',
      { status: 'error', exitCode: -1, durationMs: 500, text: 'lamp' },
    ],
    [
      'Chunk ID: 1a\nWall time: 1.0 seconds\nProcess running with session ID 77\nOutput:\n',
      { status: 'background', durationMs: 1000, text: '', process: '77' },
    ],
    ['Script failed\nWall time 0.1 seconds\nOutput:\noh', { status: 'error', durationMs: 100, text: 'oh' }],
    ['aborted by user after 3.2s', { status: 'interrupted', text: 'aborted by user after 3.2s' }],
    ['exec command rejected by user', { status: 'rejected', text: 'exec command rejected by user' }],
    [
      'apply_patch verification failed: no such line',
      { status: 'error', text: 'apply_patch verification failed: no such line' },
    ],
    ['The log says "rejected by" nobody', { status: 'ok', text: 'The log says "rejected by" nobody' }],
    [
      { content: 'no', success: false },
      { status: 'error', text: 'no' },
    ],
    [
      [
        { type: 'input_text', text: 'a' },
        { type: 'input_image', image_url: 'data:' },
      ],
      { status: 'ok', text: 'a\n[1 image]' },
    ],
    [null, { status: 'ok', text: '' }],
  ])('%j', (output, outcome) => {
    expect(readOutput(output as never)).toMatchObject(outcome)
  })

  it('of a command that succeeded is not judged by its words', () => {
    expect(readOutput('Exit code: 0\nWall time: 0 seconds\nOutput:\nexecution error: rejected by user').status).toBe(
      'ok',
    )
  })
})
