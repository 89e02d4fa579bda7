import { derive, refresh } from '../../jobs/refresh.ts'
import { periodOf } from '../../store/questions/period.ts'
import { followPeopleFile, openData, pricerOf, syncOptionsOf, type Workspace } from '../workspace.ts'
import type { OptionValues } from './command.ts'
import type { Context } from './context.ts'
import { showProgress } from './output/progress.ts'
import { visibleLine } from './output/visible.ts'
import type { Terminal } from './terminal.ts'

const text = (value: OptionValues[string]): string | undefined => (typeof value === 'string' ? value : undefined)

/** Opens the data for a command, synced and derived unless that is switched off, and runs it. */
export const withContext = async <Result>(
  workspace: Workspace,
  terminal: Terminal,
  options: OptionValues,
  shouldSync: boolean,
  run: (context: Context) => Promise<Result>,
): Promise<Result> => {
  const now = Date.now()
  const database = await openData(workspace)
  try {
    const pricer = await pricerOf(workspace)
    await database.ask((client) => followPeopleFile(workspace, client))
    let report: Context['report']
    if (shouldSync) {
      const progress = showProgress(terminal)
      try {
        report = await refresh(database, { ...syncOptionsOf(workspace), onProgress: progress.show }, pricer)
      } finally {
        progress.end()
      }
      noteTroubles(report, workspace, terminal)
    }
    const client = await database.connect()
    try {
      if (!shouldSync) await derive(client, pricer)
      const period = await periodOf(
        client,
        {
          since: text(options.since),
          until: text(options.until),
          asOf: text(options.asOf),
          timezone: workspace.timezone,
        },
        now,
      )
      return await run({
        workspace,
        database,
        pool: database.pool,
        client,
        pricer,
        period,
        now,
        ...(report ? { report } : {}),
      })
    } finally {
      await client.end()
    }
  } finally {
    await database.close()
  }
}

const noteTroubles = (report: NonNullable<Context['report']>, workspace: Workspace, terminal: Terminal): void => {
  const { color } = terminal
  if (report.busy)
    terminal.note(color.dim('Another maestro is reading the logs; this answers from what is stored so far.'))
  for (const problem of [...workspace.problems, ...report.problems])
    terminal.note(`${color.yellow('!')} ${visibleLine(problem.path)}: ${visibleLine(problem.reason)}. ${problem.next}`)
  for (const failure of report.failures) {
    terminal.note(
      `${color.yellow('!')} ${visibleLine(failure.source.id)}: ${visibleLine(failure.message)} ${visibleLine(failure.next)}`,
    )
  }
}
