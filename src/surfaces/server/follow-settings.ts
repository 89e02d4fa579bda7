import { watch } from 'node:fs'
import { basename } from 'node:path'
import { settingsFile } from '../../config/settings.ts'

const gatherMs = 100

/** Calls `changed` when the settings of a data folder are written, once for what comes together, until it is disposed. */
export const followSettings = (folder: string, changed: () => void): Disposable => {
  const name = basename(settingsFile(folder))
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(folder, (_, file) => {
    if (file !== null && file !== name) return
    clearTimeout(timer)
    timer = setTimeout(changed, gatherMs)
  })
  watcher.on('error', () => watcher.close())
  return {
    [Symbol.dispose]() {
      clearTimeout(timer)
      watcher.close()
    },
  }
}
