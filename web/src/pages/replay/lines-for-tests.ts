import type { Line, Point } from './outline.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 1, 9, 12, minute)).toISOString()

/** A prompt of the minute after noon. */
export const prompt = (id: string, minute: number, human = true): Extract<Line, { kind: 'turn' }> => ({
  kind: 'turn',
  id,
  at: at(minute),
  position: 0,
  origin: 'typed',
  human,
  text: id,
  command: null,
  mode: null,
  images: 0,
})

/** A call that worked. */
export const call = (
  id: string,
  minute: number,
  more: Partial<Extract<Line, { kind: 'toolCall' }>> = {},
): Extract<Line, { kind: 'toolCall' }> => ({
  kind: 'toolCall',
  id,
  at: at(minute),
  position: 1,
  tool: 'Bash',
  action: 'run',
  target: 'npm test',
  status: 'ok',
  exitCode: 0,
  durationMs: null,
  userModified: false,
  edits: [],
  editedFiles: 0,
  subagent: null,
  ...more,
})

export const event = (id: string, minute: number, type: string, details: Record<string, unknown> = {}): Line => ({
  kind: 'event',
  id,
  at: at(minute),
  position: 2,
  type,
  details,
})

export const commit = (id: string, minute: number): Line => ({
  kind: 'commit',
  id,
  at: at(minute),
  position: 3,
  sha: 'abc1234',
  branch: 'main',
  subject: 'x',
  commit: null,
  rewritten: null,
})

export const point = (minute: number, contextTokens: number, more: Partial<Point> = {}): Point => ({
  at: at(minute),
  position: 1,
  model: 'm',
  contextTokens,
  outputTokens: 10,
  costUsd: 0.5,
  lowerBound: false,
  ...more,
})
