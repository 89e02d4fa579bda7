import { join } from 'node:path'

/** What a process that is to be killed is started with before its script. */
export const preloaded = [
  '--disable-warning=ExperimentalWarning',
  '--require',
  join(import.meta.dirname, 'end-a-worker.cjs'),
]

/** Its environment; the first reading thread that it starts ends after so many milliseconds, if any are given. */
export const childEnvironment = (endWorkerAfter?: number): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_OPTIONS: '',
  ...(endWorkerAfter === undefined ? {} : { END_WORKER_AFTER: String(endWorkerAfter) }),
})
