import { z } from 'zod'
import { MaestroError } from '../../model/errors.ts'

/** A page of a list: its items, and the cursor of the page after it, null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page; null where this is the last one'),
  })

/** Where a page begins, and what its cursors carry on. */
export interface PageStart<Key> {
  readonly list: string
  readonly after: Key | undefined
  /** The instant from which relative dates count: that of the first page, on every page. */
  readonly now: number
  /** Whether it matters: a cursor does not change with the clock where it does not. */
  readonly relative: boolean
}

interface Asked {
  readonly cursor?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly asOf?: string | undefined
}

const named = /^\d{4}-\d{2}/

/**
 * Reads the cursor of a list. It names the last item of the page before by the key that the list is ordered by, so that
 * what is added meanwhile neither repeats an item nor leaves one out. Throws `MaestroError('usage')` for any other text.
 */
export const startOf = <Key>(list: string, key: z.ZodType<Key>, asked: Asked, now: number): PageStart<Key> => {
  const relative = [asked.since, asked.until, asked.asOf].some((when) => when !== undefined && !named.test(when.trim()))
  if (asked.cursor === undefined) return { list, after: undefined, now, relative }
  const read = z.tuple([z.literal(list), z.int().nullable(), key]).safeParse(decoded(asked.cursor))
  if (read.success) return { list, after: read.data[2] as Key, now: read.data[1] ?? now, relative }
  throw new MaestroError(
    'usage',
    'The cursor is none of this list.',
    'Give "next" of a page of the same list, or leave the cursor out.',
  )
}

/** Makes a page of rows, of which one more than `limit` was asked for. */
export const pageFrom = <Row, Item, Key>(
  start: PageStart<Key>,
  rows: readonly Row[],
  limit: number,
  { item, key }: { readonly item: (row: Row) => Item; readonly key: (row: Row) => Key },
): { items: Item[]; next: string | null } => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    next: rows.length > limit && last !== undefined ? cursorAfter(start, key(last)) : null,
  }
}

/** The cursor of what comes after an item. */
export const cursorAfter = <Key>({ list, now, relative }: PageStart<Key>, key: Key): string =>
  Buffer.from(JSON.stringify([list, relative ? now : null, key])).toString('base64url')

const decoded = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
