import type { RepositoryName, WorkItem } from '../script.ts'

const release = (
  repository: RepositoryName,
  by: string,
  day: number,
  hour: number,
  name: string,
  message: string,
): WorkItem => ({
  name: `release-${repository}-${name}`,
  repository,
  branch: 'main',
  moments: [{ do: 'tag', by, day, hour, name, message }],
})

/** What was released when. */
export const releases: readonly WorkItem[] = [
  release('payments', 'diego', 26, 10.4, 'v2.37.0', 'New countries for payouts'),
  release('payments', 'ines', 19, 10.1, 'v2.38.0', 'Settlement on open days'),
  release('payments', 'diego', 15, 11.2, 'v2.39.0', 'Webhooks with a timestamp'),
  release('payments', 'ana', 13, 17.9, 'v2.40.0', 'Reuse of connections for webhooks'),
  release('payments', 'ines', 8, 9.7, 'v2.40.2', 'Signatures in constant time'),
  release('ledger', 'marek', 20, 15.1, 'v1.18.0', 'Running balances are written'),
  release('ledger', 'marek', 4, 15.4, 'v1.19.0', 'Search for accounts'),
  release('console', 'layla', 18, 16.2, 'v5.6.0', 'Currencies with their own digits'),
  release('console', 'layla', 9, 16.5, 'v5.7.0', 'Disputes'),
]
