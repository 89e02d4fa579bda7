import type { ClientBase } from 'pg'
import { readChunks } from '../texts/read-texts.ts'

interface Common {
  readonly session: string
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly position: number
}

/** What happened in a session, in its order. */
export type SessionEntry = Common &
  (
    | {
        readonly kind: 'turn'
        readonly origin: string
        readonly human: boolean
        readonly text: string
        readonly command: string | null
        readonly mode: string | null
      }
    | { readonly kind: 'message'; readonly form: string; readonly model: string | null; readonly text: string }
    | {
        readonly kind: 'toolCall'
        readonly tool: string
        readonly action: string
        readonly target: string | null
        readonly input: unknown
        readonly result: ToolOutcome | null
        readonly edits: readonly EditEntry[]
      }
    | { readonly kind: 'event'; readonly type: string; readonly details: Record<string, unknown> }
  )

export interface ToolOutcome {
  readonly status: string
  readonly exitCode: number | null
  readonly durationMs: number | null
  readonly output: string | null
  readonly outputBytes: number
  readonly outputFile: string | null
  readonly outputOffset: number | null
  readonly outputLength: number | null
}

export interface EditEntry {
  readonly path: string
  readonly operation: string
  readonly added: number
  readonly removed: number
  readonly patch: string
}

// biome-ignore lint/suspicious/noExplicitAny: rows of several tables, read by name just below.
type Row = Record<string, any> & { id: string; chunk: string | null; session: string; at: Date; position: number }

const rowsOf = async (client: ClientBase, table: string, columns: string, session: string): Promise<Row[]> =>
  (
    await client.query<Row>(
      `select id, session, at, position, chunk::text as chunk, ${columns} from ${table}
       where org = 1 and session = $1 order by at, position`,
      [session],
    )
  ).rows

/** All that happened in one session, its texts included, in the order of time and log. */
export const sessionEntries = async (client: ClientBase, session: string): Promise<SessionEntry[]> => {
  const turns = await rowsOf(client, 'turn', 'origin, human, text, command, mode', session)
  const messages = await rowsOf(client, 'message', 'form, model', session)
  const calls = await rowsOf(client, 'tool_call', 'tool, action, target', session)
  const results = await rowsOf(
    client,
    'tool_result',
    'status, exit_code, duration_ms, output_bytes, output_file, output_offset, output_length',
    session,
  )
  const edits = await rowsOf(client, 'edit', 'call, path, operation, added, removed', session)
  const events = await rowsOf(client, 'session_event', 'type, details', session)

  const chunkIds = new Set([...messages, ...calls, ...results, ...edits].flatMap((row) => row.chunk ?? []))
  const chunks = await readChunks(client, [...chunkIds])
  const text = (row: Row, kind: string, field: string): unknown =>
    row.chunk === null ? undefined : chunks.get(row.chunk)?.get(`${kind}/${row.id}/${field}`)
  const common = (row: Row) => ({ session: row.session, id: row.id, at: row.at.getTime(), position: row.position })

  const outcomes = new Map<string, ToolOutcome>(
    results.map((row) => [
      row.id,
      {
        status: row.status!,
        exitCode: row.exit_code!,
        durationMs: row.duration_ms!,
        output: (text(row, 'toolResult', 'output') as string | undefined) ?? null,
        outputBytes: row.output_bytes!,
        outputFile: row.output_file!,
        outputOffset: row.output_offset!,
        outputLength: row.output_length!,
      },
    ]),
  )
  const editsByCall = Map.groupBy(edits, (row) => row.call as string)
  const entries: SessionEntry[] = [
    ...turns.map((row) => ({
      ...common(row),
      kind: 'turn' as const,
      origin: row.origin!,
      human: row.human!,
      text: row.text!,
      command: row.command!,
      mode: row.mode!,
    })),
    ...messages.map((row) => ({
      ...common(row),
      kind: 'message' as const,
      form: row.form!,
      model: row.model!,
      text: (text(row, 'message', 'text') as string | undefined) ?? '',
    })),
    ...calls.map((row) => ({
      ...common(row),
      kind: 'toolCall' as const,
      tool: row.tool!,
      action: row.action!,
      target: row.target!,
      input: text(row, 'toolCall', 'input') ?? null,
      result: outcomes.get(row.id) ?? null,
      edits: (editsByCall.get(row.id) ?? []).map((edit) => ({
        path: edit.path!,
        operation: edit.operation!,
        added: edit.added!,
        removed: edit.removed!,
        patch: (text(edit, 'edit', 'patch') as string | undefined) ?? '',
      })),
    })),
    ...events.map((row) => ({ ...common(row), kind: 'event' as const, type: row.type!, details: row.details! })),
  ]
  return entries.sort((a, b) => a.at - b.at || a.position - b.position)
}
