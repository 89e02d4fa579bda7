import { connectors } from '../connectors/index.ts'
import type { DiscoverContext, WatchedFolder } from '../model/connector.ts'

/** All folders in which the connectors want to hear of changes. */
export const watchedFolders = async (
  context: DiscoverContext,
  changed?: readonly string[],
): Promise<WatchedFolder[]> => {
  const folders: WatchedFolder[] = []
  for (const connector of connectors) {
    for await (const folder of connector.watch?.(context, changed) ?? []) folders.push(folder)
  }
  return folders
}
