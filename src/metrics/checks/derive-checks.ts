import type { ClientBase } from 'pg'
import { readChunks } from '../../store/texts/read-texts.ts'
import { copyRows } from '../../store/write/copy-rows.ts'
import type { MadeCheck } from './made-check.ts'
import { hookChecksOf } from './output/hook-checks.ts'
import { type CommandEnd, resultsOf } from './output/read-result.ts'
import { checksOf } from './programs/index.ts'

interface CommandRow {
  readonly id: string
  readonly session: string
  readonly at: Date
  /** The command in one line, cut where it is long. */
  readonly target: string | null
  readonly chunk: string | null
  readonly status: CommandEnd['status'] | null
  readonly exitCode: number | null
  readonly resultAt: Date | null
  readonly resultChunk: string | null
}

/** Finds the checks that commands of sessions ran, and how they went. What is known of a command is not read again. */
export const deriveChecks = async (client: ClientBase, sessions: readonly string[]): Promise<void> => {
  await client.query(
    `delete from command_check there where org = 1 and session = any($1)
       and not exists (select from tool_call call where call.org = 1 and call.id = there.id and call.session = there.session)
       and not exists (select from session_event event where event.org = 1 and event.id = there.id and event.session = there.session)`,
    [sessions],
  )
  const { rows } = await client.query<CommandRow>(
    `select call.id, call.session, call.at, call.target, call.chunk::text as chunk, result.status,
       result.exit_code as "exitCode", result.at as "resultAt", result.chunk::text as "resultChunk"
     from tool_call call
     left join tool_result result on result.org = 1 and result.id = call.id and result.session = call.session
     left join command_check known on known.org = 1 and known.id = call.id
     where call.org = 1 and call.session = any($1) and call.action = 'run'
       and (known.id is null or known.result_at is distinct from result.at)
     order by call.session, call.at, call.id`,
    [sessions],
  )
  const texts = new Texts(client)
  const found = new Map<string, { readonly row: CommandRow; readonly checks: readonly MadeCheck[] }>()
  for (const row of rows) {
    found.set(row.id, { row, checks: await checksOfCall(row, texts) })
  }
  await client.query('delete from command_check where org = 1 and id = any($1)', [rows.map(({ id }) => id)])
  await copyRows(
    client,
    'command_check',
    ['id', 'session', 'at', 'result_at', 'checks'],
    [...found.values()].map(({ row, checks }) => [
      row.id,
      row.session,
      row.at.toISOString(),
      row.resultAt?.toISOString() ?? null,
      JSON.stringify(checks),
    ]),
  )
  await addHooks(client, sessions)
}

const isCut = /…$|<</
const commits = /\bgit\s+(?:-\S+\s+)*(?:commit|push|merge|rebase)\b/

const checksOfCall = async (row: CommandRow, texts: Texts): Promise<readonly MadeCheck[]> => {
  const short = row.target ?? ''
  const command = isCut.test(short) ? ((await texts.command(row)) ?? short) : short
  const checks = checksOf(command)
  if (row.status === null || (checks.length === 0 && !commits.test(command))) return []
  const output = await texts.output(row)
  if (checks.length === 0) return hookChecksOf(output)
  const results = resultsOf(checks, { status: row.status, exitCode: row.exitCode ?? undefined, output })
  return checks.flatMap(({ kind, program, by }, at) => {
    const result = results[at]
    return result === undefined ? [] : [{ kind, program, by, result }]
  })
}

/** Texts beside records; the last chunk stays open, for what follows in a session mostly lies in it. */
class Texts {
  readonly #client: ClientBase
  #open: { readonly id: string; readonly get: (name: string) => unknown } | undefined

  constructor(client: ClientBase) {
    this.#client = client
  }

  async command({ id, chunk }: CommandRow): Promise<string | undefined> {
    const input = await this.#read(chunk, `toolCall/${id}/input`)
    const told = (typeof input === 'string' ? parsed(input) : input) as Record<string, unknown> | undefined
    const command = told?.command ?? told?.cmd
    return Array.isArray(command) ? String(command.at(-1) ?? '') : typeof command === 'string' ? command : undefined
  }

  async output({ id, resultChunk }: CommandRow): Promise<string> {
    const output = await this.#read(resultChunk, `toolResult/${id}/output`)
    return typeof output === 'string' ? output : ''
  }

  async #read(chunk: string | null, name: string): Promise<unknown> {
    if (chunk === null) return undefined
    if (this.#open?.id !== chunk) {
      const read = (await readChunks(this.#client, [chunk])).get(chunk)
      if (!read) return undefined
      this.#open = { id: chunk, get: (asked) => read.get(asked) }
    }
    return this.#open.get(name)
  }
}

const parsed = (input: string): unknown => {
  try {
    return JSON.parse(input)
  } catch {
    return undefined
  }
}

interface HookRow {
  readonly id: string
  readonly session: string
  readonly at: Date
  readonly hooks: unknown
  readonly failed: boolean
}

/** What the agent's own hooks ran. */
const addHooks = async (client: ClientBase, sessions: readonly string[]): Promise<void> => {
  const { rows } = await client.query<HookRow>(
    `select id, session, at, details -> 'hooks' as hooks, coalesce(jsonb_array_length(details -> 'errors') > 0, false) as failed
     from session_event event
     where org = 1 and session = any($1) and type = 'hook-result' and jsonb_typeof(details -> 'hooks') = 'array'
       and coalesce(jsonb_typeof(details -> 'errors'), 'array') = 'array'
       and not exists (select from command_check known where known.org = 1 and known.id = event.id)
     order by session, at, id`,
    [sessions],
  )
  const found = rows.map((row) => {
    const commands = (row.hooks as unknown[]).filter((command) => typeof command === 'string')
    const result = row.failed ? 'failed' : 'passed'
    const checks = commands.flatMap(checksOf).map(({ kind, program }) => ({ kind, program, by: 'hook', result }))
    return [row.id, row.session, row.at.toISOString(), null, JSON.stringify(checks)]
  })
  await copyRows(client, 'command_check', ['id', 'session', 'at', 'result_at', 'checks'], found)
}
