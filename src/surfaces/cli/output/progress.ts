import type { SyncProgress } from '../../../ingest/sync.ts'
import type { Terminal } from '../terminal.ts'
import { bytes, count } from './figures.ts'

const barWidth = 24
const millisecondsBetween = 80
const silentFor = 300

/** A bar on standard error while logs are read; silent where nobody looks, and for what takes no time. */
export interface ProgressBar {
  show(progress: SyncProgress): void
  end(): void
}

export const showProgress = (terminal: Terminal): ProgressBar => {
  const { errors, color } = terminal
  if (!errors.isTTY) return { show: () => {}, end: () => {} }
  const started = performance.now()
  let shownAt = started + silentFor - millisecondsBetween
  let shown = false
  return {
    show: (progress) => {
      const now = performance.now()
      if (now - shownAt < millisecondsBetween) return
      shownAt = now
      shown = true
      const share = progress.sources === 0 ? 0 : progress.sourcesDone / progress.sources
      const filled = Math.round(share * barWidth)
      const bar = color.cyan('━'.repeat(filled)) + color.dim('━'.repeat(barWidth - filled))
      errors.write(
        `\r\u001b[2K${bar} ${count(progress.sourcesDone)} of ${count(progress.sources)} logs and histories, ${bytes(progress.bytes)}`,
      )
    },
    end: () => {
      if (shown) errors.write('\r\u001b[2K')
    },
  }
}
