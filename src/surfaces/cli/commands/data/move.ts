import { MaestroError } from '../../../../model/errors.ts'
import type { Address } from '../../../../store/address.ts'
import { joinEmbedded, statusEmbedded } from '../../../../store/embedded/index.ts'
import { moveData } from '../../../../store/transfer/move-data.ts'
import { addressOf, type Workspace } from '../../../workspace.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { confirm } from '../../confirm.ts'
import { plural } from '../../output/figures.ts'
import { visibleLine } from '../../output/visible.ts'

export const check = ({ to, sample }: OptionValues): void => void targetOf({ to, sample })

/** `maestro move` */
export const run = async ({ terminal, workspace, options }: Invocation): Promise<void> => {
  const target = targetOf(options)
  if (target === 'embedded' && !workspace.env.DATABASE_URL) {
    throw new MaestroError(
      'usage',
      'The data are in the embedded database already.',
      'Set DATABASE_URL to the database that they are to come from.',
    )
  }
  const replace = options.replace === true
  const named = target === 'embedded' ? 'the embedded database' : withoutPassword(target.url)
  if (replace) await confirm(options, `What Maestro has in ${named} is thrown away.`)
  const from = await addressOf(workspace)
  const to: Address = target === 'embedded' ? (await joinEmbedded({ home: workspace.folder })).connection : target
  const report = await moveData(from, to, {
    replace,
    onWait: () => terminal.note('Another maestro is reading the logs; this waits until it is done.'),
    onTable: (table) => terminal.interactive && terminal.note(terminal.color.dim(`Copying ${table}`)),
  })
  if (terminal.json) return terminal.value({ to: named, ...report })
  terminal.line(
    `Copied ${plural(report.rows, 'row')} of ${plural(report.tables, 'table')} to ${visibleLine(named)}; every table was counted and compared.`,
  )
  for (const line of await nextSteps(target, named, workspace)) terminal.line(line)
}

const targetOf = ({ to, sample }: OptionValues): 'embedded' | { readonly url: string } => {
  if (sample === true)
    throw new MaestroError('usage', 'The sample team always has its own database.', 'Leave --sample away.')
  if (to === 'embedded') return to
  if (typeof to === 'string' && /^postgres(?:ql)?:\/\//.test(to)) return { url: to }
  throw new MaestroError(
    'usage',
    '--to takes the URL of a database, or embedded.',
    'Give --to postgresql://user@host/database, or --to embedded.',
  )
}

/** A URL as it may be shown. */
const withoutPassword = (url: string): string =>
  url.replace(/^(\w+:\/\/[^:@/?]*):[^@/?]*@/, '$1:PASSWORD@').replace(/([?&]password=)[^&]*/gi, '$1PASSWORD')

const nextSteps = async (target: 'embedded' | object, named: string, { env, folder }: Workspace): Promise<string[]> => {
  const use = target === 'embedded' ? 'unset DATABASE_URL' : `export DATABASE_URL='${named.replaceAll("'", '%27')}'`
  const shared =
    target === 'embedded' || env.MAESTRO_LINE_HASH_KEY_FILE
      ? []
      : [`On other machines, MAESTRO_LINE_HASH_KEY_FILE names a copy of ${folder}/keys/line-hash.key.`]
  const { dataDirectory } = await statusEmbedded({ home: folder })
  const old = env.DATABASE_URL
    ? `The database before is left as it is. Once all is well, delete it with: dropdb --maintenance-db=postgres '${withoutPassword(env.DATABASE_URL).replaceAll("'", '%27')}'`
    : `The embedded database is left as it is. Once all is well, delete it with: maestro stop && rm -r '${dataDirectory}'`
  return [`From now on: ${use}`, ...shared, old]
}
