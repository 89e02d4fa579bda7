// Preloaded into a process: the thread that it starts ends after so many milliseconds, as if it had been killed.
const threads = require('node:worker_threads')
const { syncBuiltinESMExports } = require('node:module')

if (threads.isMainThread) {
  const { Worker } = threads
  threads.Worker = class extends Worker {
    constructor(...words) {
      super(...words)
      setTimeout(() => void this.terminate(), Number(process.env.END_WORKER_AFTER)).unref()
    }
  }
  syncBuiltinESMExports()
}
