import type { ClientBase } from 'pg'

/** A browser that was not seen for so many days is forgotten. */
export const daysRemembered = 90

const fresh = `last_seen_at > now() - interval '${daysRemembered} days'`

type Queries = Pick<ClientBase, 'query'>

/** Lets a browser in, named by the SHA-256 of its key, and forgets those that were not seen for long. */
export const rememberBrowser = async (client: Queries, keyHash: Buffer): Promise<void> => {
  await client.query(`delete from browser where org = 1 and not (${fresh})`)
  await client.query('insert into browser (key_hash) values ($1) on conflict do nothing', [keyHash])
}

/** Whether a browser was let in, and notes once a day that it was seen: `today` says that this was the first time. */
export const browserIsKnown = async (client: Queries, keyHash: Buffer): Promise<{ today: boolean } | undefined> => {
  const { rows } = await client.query<{ today: boolean }>(
    `select last_seen_at < now() - interval '1 day' as today from browser where org = 1 and key_hash = $1 and ${fresh}`,
    [keyHash],
  )
  if (rows[0]?.today) {
    await client.query('update browser set last_seen_at = now() where org = 1 and key_hash = $1', [keyHash])
  }
  return rows[0]
}
