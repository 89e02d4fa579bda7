import { readFileSync } from 'node:fs'

const elsewhere = 4_000
const fallback = 8_192

/** How many folders may be watched: on Linux half of what the kernel allows a user, whose editor wants some, too. */
export const watchBudget = (platform: NodeJS.Platform = process.platform): number => {
  if (platform !== 'linux') return elsewhere
  try {
    return Math.floor(Number(readFileSync('/proc/sys/fs/inotify/max_user_watches', 'utf8')) / 2) || fallback
  } catch {
    return fallback
  }
}
