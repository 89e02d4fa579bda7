import { connectors } from '../connectors/index.ts'
import type { Home } from '../model/connector.ts'

/** Whether any agent left a log in these homes. Stops at the first one. */
export const anyLogs = async (homes: readonly Home[]): Promise<boolean> => {
  for (const connector of connectors) {
    for await (const found of connector.discover({ homes, repositories: [], workingDirectories: [], roots: ['/'] })) {
      if ('source' in found) return true
    }
  }
  return false
}
