import type { z } from 'zod'
import { MaestroError } from '../../model/errors.ts'

const asNumber = (text: string): unknown => (/^\d{1,15}$/.test(text) ? Number(text) : text)

/**
 * The parameters of a question from the address of a request. Throws `MaestroError('usage')` for what cannot be, also for
 * a parameter that there is not and one that is given twice.
 */
export const parametersFrom = <Schema extends z.ZodObject>(
  schema: Schema,
  given: Readonly<Record<string, readonly string[]>>,
): z.output<Schema> => {
  const twice = Object.entries(given).find(([, values]) => values.length > 1)
  if (twice) throw new MaestroError('usage', `The parameter "${twice[0]}" is given twice.`, 'Give it once.')
  const values = Object.fromEntries(
    Object.entries(given).map(([name, [text]]) => [name, name === 'limit' ? asNumber(text!) : text]),
  )
  const read = schema.safeParse(values)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const next = `There are: ${Object.keys(schema.shape).join(', ') || 'none'}. /api/openapi.json describes them.`
  if (issue?.code === 'unrecognized_keys')
    throw new MaestroError('usage', `There is no parameter "${issue.keys[0]}".`, next)
  throw new MaestroError('usage', `The parameter "${issue?.path.join('.')}" cannot be so: ${issue?.message}.`, next)
}
