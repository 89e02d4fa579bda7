import { connectors } from '../connectors/index.ts'
import type { DiscoverContext, DiscoverProblem, Source } from '../model/connector.ts'

/** What was found to read from, and what could not be looked into. */
export interface FoundSources {
  readonly sources: readonly Source[]
  readonly problems: readonly DiscoverProblem[]
}

/**
 * Asks the connectors what there is to read.
 * @param changed see `Connector.discover`
 * @param names of the connectors to ask; default: all
 */
export const findSources = async (
  context: DiscoverContext,
  changed?: readonly string[],
  names?: readonly string[],
): Promise<FoundSources> => {
  const sources: Source[] = []
  const problems: DiscoverProblem[] = []
  for (const connector of connectors) {
    if (names && !names.includes(connector.name)) continue
    for await (const found of connector.discover(context, changed)) {
      if ('source' in found) sources.push(found.source)
      else problems.push(found.problem)
    }
  }
  return { sources, problems }
}
