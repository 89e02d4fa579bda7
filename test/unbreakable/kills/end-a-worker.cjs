// Preloaded into a process: the first thread that it starts ends after so many milliseconds, as if it had been killed.
const threads = require('node:worker_threads')
const { syncBuiltinESMExports } = require('node:module')

if (threads.isMainThread) {
  const { Worker } = threads
  let isFirst = true
  threads.Worker = class extends Worker {
    constructor(...words) {
      super(...words)
      if (!isFirst) return
      isFirst = false
      setTimeout(() => {
        if (this.threadId < 0) return
        process.stdout.write('thread ended\n')
        void this.terminate()
      }, Number(process.env.END_WORKER_AFTER)).unref()
    }
  }
  syncBuiltinESMExports()
}
