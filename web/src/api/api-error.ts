/** What the server told instead of an answer: what happened, and what to do next. */
export class ApiError extends Error {
  readonly code: string
  readonly next: string

  constructor(code: string, message: string, next: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.next = next
  }

  /** Reads the body of an answer that is none. */
  static from(body: unknown, status: number): ApiError {
    const { code, message, next } = ((body as { error?: unknown } | undefined)?.error ?? {}) as Record<string, unknown>
    return typeof code === 'string' && typeof message === 'string' && typeof next === 'string'
      ? new ApiError(code, message, next)
      : new ApiError('unreachable', `The server answered with ${status}.`, 'Try again.')
  }
}
