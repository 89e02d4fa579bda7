const marker = Symbol.for('maestro.error')

/** What went wrong, for programs. Exit codes and HTTP statuses are chosen from it, once, at each surface. */
export type ErrorCode =
  | 'usage'
  | 'not-found'
  | 'database-unavailable'
  | 'database-newer'
  | 'storage'
  | 'source-unreadable'
  | 'source-damaged'
  | 'git-failed'
  | 'busy'
  | 'interrupted'

/**
 * The one error of Maestro: a sentence on what happened, and one on what to do next. Anything else that is thrown is a
 * fault of the program.
 */
export class MaestroError extends Error {
  readonly [marker] = true
  override readonly name = 'MaestroError'
  readonly code: ErrorCode
  /** What the reader can do about it, in a sentence. */
  readonly next: string

  constructor(code: ErrorCode, message: string, next: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    this.next = next
  }

  /** Tells a `MaestroError` from anything else, also one made by another copy of this module. */
  static isInstance(error: unknown): error is MaestroError {
    return typeof error === 'object' && error !== null && (error as { [marker]?: unknown })[marker] === true
  }
}
