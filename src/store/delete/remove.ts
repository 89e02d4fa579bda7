import type { ClientBase } from 'pg'
import { type KindName, recordKinds } from '../../model/records/index.ts'
import { tableOf } from '../columns.ts'
import { conditionOf, type Gone, liesSql } from './gone.ts'
import { markLosers, removeDerived } from './remove-derived.ts'
import { removeLinks } from './remove-links.ts'
import { dropTexts, textTables } from './texts.ts'
import { clampSpans, dropAddresses, dropForks, dropNames } from './trim.ts'

/** What was removed. */
export interface Removal {
  readonly counts: Readonly<Record<string, number>>
  /** Sessions and commits that stay, less what they said of what is gone. */
  readonly trimmed: number
  /** Tables that rows went from. */
  readonly tables: readonly string[]
}

const kinds = Object.values(recordKinds)
const ofSessions = kinds.filter((kind) => 'session' in kind.fields)

/**
 * Removes what the transaction's temporary tables and `gone` name: records, their texts and search words, what was
 * derived from them; and marks what must be derived again. In a transaction, with the locks of `holdingStill`.
 */
export const removeGone = async (client: ClientBase, gone: Gone): Promise<Removal> => {
  if (gone.by === 'time' || gone.by === 'records') await noteLosers(client, gone)
  await noteEmails(client, gone)
  await noteChunks(client, gone)
  await removePieces(client, gone)
  const counts: Record<string, number> = {}
  const tables: string[] = []
  for (const kind of kinds) {
    const condition = conditionOf(kind, gone)
    if (condition === undefined) continue
    const { rowCount } = await client.query(`delete from ${tableOf(kind)} where org = 1 and ${condition}`)
    if (!rowCount) continue
    counts[kind.name] = rowCount
    tables.push(tableOf(kind))
  }
  const trimmed =
    (gone.by === 'time' ? await clampSpans(client, gone.time!) : 0) +
    (gone.by === 'person' ? await dropAddresses(client) : 0) +
    (gone.by === 'time' ? 0 : (await dropForks(client)) + (await dropNames(client)))
  if (gone.by !== 'time')
    await client.query('delete from text_chunk where org = 1 and session in (select id from gone_session)')
  await dropTexts(client)
  await client.query(
    `delete from text_copy where org = 1 and chunk in (select id from touched_chunk)
     and not exists (select from text_chunk where org = 1 and id = chunk)`,
  )
  await removeDerived(client, gone)
  await removeLinks(client, gone)
  await markLosers(client)
  return {
    counts,
    trimmed,
    tables: [
      ...tables,
      'text_chunk',
      'search_piece',
      'search_hour',
      'session_summary',
      'usage_slot',
      'activity_slot',
      'command_check',
      'edited_file',
      'line_link',
      'commit_link',
      'edit_commit',
      'line_fate',
    ],
  }
}

/** The sessions that stay and lose records. */
const noteLosers = async (client: ClientBase, gone: Gone): Promise<void> => {
  for (const kind of ofSessions) {
    await client.query(
      `insert into losing_session select distinct session from ${tableOf(kind)}
       where org = 1 and ${conditionOf(kind, gone)} on conflict do nothing`,
    )
  }
  if (gone.by === 'time')
    await client.query(
      `insert into losing_session select id from session
       where org = 1 and (${liesSql('started_at', gone.time!)} or ${liesSql('ended_at', gone.time!)}) on conflict do nothing`,
    )
  await client.query('delete from losing_session where id in (select id from gone_session)')
  await client.query('analyze losing_session')
}

/** Addresses that may be nobody's afterwards. */
const noteEmails = async (client: ClientBase, gone: Gone): Promise<void> => {
  const conditions: [string, KindName][] = [
    ['lower(author_email)', 'commit'],
    ['email', 'mailmapEntry'],
  ]
  for (const [column, name] of conditions) {
    const condition = conditionOf(recordKinds[name], gone)
    if (condition === undefined) continue
    await client.query(
      `insert into touched_email select distinct ${column} from ${tableOf(recordKinds[name])}
       where org = 1 and ${condition} on conflict do nothing`,
    )
  }
  await client.query('insert into touched_email select email from gone_email on conflict do nothing')
}

/** Chunks that may hold a text of what goes: those of sessions that lose some, and those with copies. */
const noteChunks = async (client: ClientBase, gone: Gone): Promise<void> => {
  const losers = gone.by === 'time' ? 'losing_session union all select id from gone_session' : 'losing_session'
  await client.query(
    `insert into touched_chunk
     select chunk.id from (select id from ${losers}) loser
     join text_chunk chunk on chunk.org = 1 and chunk.session = loser.id on conflict do nothing`,
  )
  const { rows } = await client.query<{ any: boolean }>('select exists (select from text_copy where org = 1) as any')
  if (!rows[0]!.any) return
  for (const [name, table] of textTables) {
    const condition = conditionOf(recordKinds[name as KindName], gone)
    if (condition === undefined) continue
    await client.query(
      `insert into touched_chunk
       select copy.chunk from (select id from ${table} where org = 1 and ${condition}) record
       join text_copy copy on copy.org = 1 and copy.kind = $1 and copy.id = record.id on conflict do nothing`,
      [name],
    )
  }
}

const removePieces = async (client: ClientBase, gone: Gone): Promise<void> => {
  const condition =
    gone.by === 'time'
      ? liesSql('at', gone.time!)
      : gone.by === 'records'
        ? '(kind, id) in (select kind, id from gone_record)'
        : 'session in (select id from gone_session)'
  await client.query(`delete from search_piece where org = 1 and ${condition}`)
  // What stays of a session that loses something is put together again.
  await client.query(
    `delete from search_hour where org = 1
     and session in (select id from gone_session union all select id from losing_session)`,
  )
}
