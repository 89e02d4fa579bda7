// Preloaded into a process: a thread of it ends as if it had been killed; the first one after so many milliseconds, and
// the newest one at each SIGUSR2.
const threads = require('node:worker_threads')
const { syncBuiltinESMExports } = require('node:module')

if (threads.isMainThread) {
  const { Worker } = threads
  const started = []
  const end = (worker) => {
    if (worker === undefined || worker.threadId < 0) return
    process.stdout.write('thread ended\n')
    void worker.terminate()
  }
  threads.Worker = class extends Worker {
    constructor(...words) {
      super(...words)
      started.push(this)
      const after = process.env.END_WORKER_AFTER
      if (after !== undefined && started.length === 1) setTimeout(() => end(this), Number(after)).unref()
    }
  }
  process.on('SIGUSR2', () => end(started.findLast((worker) => worker.threadId >= 0)))
  syncBuiltinESMExports()
}
