import type { ClientBase } from 'pg'
import { tellChanges } from '../../store/changes.ts'
import { drain } from '../../store/dirty.ts'
import { locks } from '../../store/locks.ts'
import { isCounted } from '../commits/counted-path.ts'
import { fateKind } from '../commits/mark-edits.ts'
import { foundLines } from './committed-lines.ts'
import { fatesOf } from './fate-of-lines.ts'
import { type EditedFileGroup, filesEditedWith } from './files-edited.ts'
import { linesWritten } from './session-file.ts'
import { type FateRow, writeFates } from './write-fates.ts'

/** What was looked at, for tests that count work. */
export interface FateWork {
  /** Edits that were marked. */
  readonly marked: number
  /** Edits whose lines were read: those that were marked, with all others that their session made to the same files. */
  readonly edits: number
}

/**
 * Works out what became of the lines of every marked edit. Built on links and the line ledger, as far as these have
 * come: what they come to know later marks edits again.
 */
export const deriveFates = async (client: ClientBase): Promise<FateWork> => {
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from dirty where org = 1 and kind = $1) as any',
    [fateKind],
  )
  if (!rows[0]!.any) return { marked: 0, edits: 0 }
  await client.query('select pg_advisory_lock($1)', [locks.ledger])
  try {
    let edits = 0
    const marked = await drain(client, fateKind, async (transaction, keys) => {
      edits += await deriveSome(transaction, keys)
    })
    return { marked, edits }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.ledger]).catch(() => {})
  }
}

const deriveSome = async (client: ClientBase, marked: readonly string[]): Promise<number> => {
  const groups = await filesEditedWith(client, marked)
  const edits = groups.flatMap((group) => group.edits.map(({ edit }) => edit))
  const found = await foundLines(client, edits)
  const rows = groups.flatMap((group) => rowsOf(group, found))
  await writeFates(client, [...new Set([...marked, ...edits])], rows)
  // Those of the same files are done with them.
  await client.query('delete from dirty where org = 1 and kind = $1 and key = any($2)', [fateKind, edits])
  await tellChanges(client, [{ kind: 'session', keys: [...new Set(groups.map(({ root }) => root))] }])
  return edits.length
}

const rowsOf = (
  { root, repository, edits }: EditedFileGroup,
  found: Awaited<ReturnType<typeof foundLines>>,
): FateRow[] => {
  const times = new Map(edits.map(({ edit, at }) => [edit, at]))
  const counted = edits.filter(({ inside, path }) => inside && isCounted(path))
  return fatesOf(linesWritten(counted), found).map((fate) => ({
    root,
    repository,
    editedAt: times.get(fate.edit)!,
    fate,
  }))
}
