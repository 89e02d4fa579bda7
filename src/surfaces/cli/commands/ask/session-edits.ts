import { followLines } from '../../../../linking/fates/follow-lines.ts'
import { session } from '../../../answers/session.ts'
import { sessionEdits } from '../../../answers/session-edits.ts'
import type { Invocation } from '../../command.ts'
import { askedPeriod } from '../../options.ts'
import { EditPrinter, linesSentence } from '../../output/edit-fates.ts'
import { visibleLine } from '../../output/visible.ts'

const onPage = 500

/** `maestro session <id> --edits` */
export const runEdits = async ({
  terminal,
  options,
  arguments: [beginning],
  withContext,
}: Invocation): Promise<void> => {
  await withContext(async (context) => {
    await followLines(context.client)
    const { asOf, timezone } = askedPeriod(options)
    const known = { id: beginning!, asOf, timezone }
    const head = await session.run(context, known)
    if (terminal.json)
      return terminal.valueWithList({ id: head.id, lines: head.lines ?? null }, 'edits', editsOf(context, known))
    const { color } = terminal
    terminal.line(color.bold(visibleLine(head.intent ?? 'A session that says nothing of its purpose')))
    terminal.line(linesSentence(head.lines ?? null))
    const printer = new EditPrinter(terminal, context.workspace.timezone)
    let edits = 0
    for await (const edit of editsOf(context, known)) {
      printer.print(edit)
      edits++
    }
    if (edits === 0) terminal.line(color.dim('It changed no file.'))
  })
}

type Answered = Awaited<ReturnType<typeof sessionEdits.run>>

async function* editsOf(
  context: Parameters<typeof sessionEdits.run>[0],
  known: Omit<Parameters<typeof sessionEdits.run>[1], 'limit'>,
): AsyncGenerator<Answered['items'][number]> {
  let cursor: string | undefined
  do {
    const page: Answered = await sessionEdits.run(context, { ...known, limit: onPage, cursor })
    yield* page.items
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}
