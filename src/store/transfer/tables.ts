import type { ClientBase } from 'pg'
import { migrations } from '../migrations/index.ts'

/** One table as it is copied: its name and its columns, each ready for use in a statement. */
export interface StoredTable {
  readonly name: string
  readonly columns: readonly string[]
}

/** Which tables are meant: those that go to another place, or those of the same installation, all of them. */
export type TableScope = 'what travels' | 'everything'

/** Says which layout the data has: made by the migrations, and never copied. */
export const layoutTable = 'maestro_layout'

/** Browsers that were let in here are not let in elsewhere. */
const staysBehind = ['browser']

const creation = /\bcreate table (?:if not exists )?"?(\w+)"?/gi
const filling = /\binsert into "?(\w+)"?/gi

const namedBy = (pattern: RegExp): string[] =>
  migrations.flatMap(({ sql }) => [...sql.matchAll(pattern)].map((match) => match[1]!))

/** Tables that may have rows although nothing was read yet. */
const withoutContent = [layoutTable, ...staysBehind, ...namedBy(filling), 'derived_with']

/** Every table that a layout of Maestro has or had, as the migrations name it. */
export const ourTables: readonly string[] = [layoutTable, ...new Set(namedBy(creation))]

/** The tables of Maestro that the database has, by name. A database may hold other programs' tables too. */
export const storedTables = async (client: ClientBase, scope: TableScope): Promise<StoredTable[]> => {
  const left = scope === 'everything' ? [layoutTable] : [layoutTable, ...staysBehind]
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select quote_ident(relname) as name, array_agg(quote_ident(attname) order by attnum) as columns
     from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relname = any($1)
       and attnum > 0 and not attisdropped and attgenerated = ''
     group by relname order by relname collate "C"`,
    [ourTables.filter((table) => !left.includes(table))],
  )
  return rows
}

/** The names of Maestro's tables in the database, the note of the layout among them; ready for use in a statement. */
export const existingTables = async (client: ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relname = any($1)`,
    [ourTables],
  )
  return rows.map((row) => row.name)
}

/** Whether some of these tables hold anything that was read or made by a user. */
export const holdContent = async (client: ClientBase, tables: readonly string[]): Promise<boolean> => {
  const asked = tables.filter((table) => !withoutContent.includes(table))
  if (asked.length === 0) return false
  const { rows } = await client.query<{ found: boolean }>(
    `select ${asked.map((table) => `exists (select from ${table})`).join(' or ')} as found`,
  )
  return rows[0]!.found
}

/** The last value that each sequence of our tables gave, as text; those that gave none are left out. */
export const sequenceValues = async (client: ClientBase): Promise<Record<string, string>> => {
  const { rows } = await client.query<{ name: string; value: string }>(
    `with sequence as materialized (
       select objid as id, quote_ident(made.relname) as name
       from pg_class as made
       join pg_depend on classid = 'pg_class'::regclass and objid = made.oid and deptype in ('a', 'i')
         and refclassid = 'pg_class'::regclass
       join pg_class as owner on owner.oid = refobjid
       where made.relkind = 'S' and owner.relnamespace = current_schema()::regnamespace and owner.relname = any($1)
     )
     select name, value::text from sequence, pg_sequence_last_value(id) as value where value is not null`,
    [ourTables],
  )
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

/** Lets sequences go on where others stand. */
export const setSequences = async (client: ClientBase, values: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(values))
    await client.query('select setval($1::regclass, $2::bigint)', [name, value])
}
