import { join } from 'node:path'
import type { Retention } from '../../model/connector.ts'
import { type Look, lookAnywhere, lookWithin } from '../confined/index.ts'
import { asObject, numberAt } from '../jsonl/index.ts'

const defaultDays = 30
const longestSettings = 4 * 1024 * 1024

/** Settings that an administrator put above those of the users. */
const managedSettings: Partial<Record<NodeJS.Platform, string>> = {
  linux: '/etc/claude-code/managed-settings.json',
  darwin: '/Library/Application Support/ClaudeCode/managed-settings.json',
  win32: 'C:\\Program Files\\ClaudeCode\\managed-settings.json',
}

/**
 * After how many days without change Claude Code deletes the logs in its folders: `cleanupPeriodDays` of the managed
 * settings, else of the folder's `settings.json`, else 30. It goes by the time of the file. 0 deletes at its next start;
 * what is no number, or less than 0, counts as not set.
 */
export const retentionIn = async (
  folders: readonly string[],
  managed: string | undefined = managedSettings[process.platform],
): Promise<Retention[]> => {
  const above = managed === undefined ? undefined : await daysIn(managed, lookAnywhere)
  return Promise.all(
    folders.map(async (folder) => ({
      folder,
      days: above ?? (await daysIn(join(folder, 'settings.json'), lookWithin([folder]))) ?? defaultDays,
    })),
  )
}

const daysIn = async (file: string, look: Look): Promise<number | undefined> => {
  try {
    const text = (await look.read(file, longestSettings))?.toString('utf8') ?? ''
    const days = numberAt(asObject(JSON.parse(text.replace(/^\uFEFF/, ''))), 'cleanupPeriodDays')
    return days !== undefined && Number.isFinite(days) && days >= 0 ? days : undefined
  } catch {
    return undefined
  }
}
