import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes sure that everything in a folder is on the disk. What disappears meanwhile is passed over. */
export async function syncFiles(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) await syncFiles(path)
    else if (entry.isFile()) await syncOne(path)
  }
  await syncOne(directory)
}

async function syncOne(path: string): Promise<void> {
  try {
    await using file = await open(path, 'r')
    await file.sync()
  } catch {
    // Gone, or a kind of file that cannot be synced.
  }
}
