import { readFile } from 'node:fs/promises'
import { MaestroError } from '../../model/errors.ts'
import { canonicalModel } from './canonical-model.ts'
import { type PriceTable, shippedPrices } from './price-table.ts'

/**
 * The prices in force: the shipped ones, and over them those of a file of the same form. A model that the file names has
 * only the file's prices; all others keep the shipped ones. Throws `MaestroError('usage')` when the file cannot be read,
 * is not JSON (with the place, as the parser names it) or has a field that cannot be (with its path).
 */
export const loadPrices = async (overrideFile?: string): Promise<PriceTable> => {
  if (overrideFile === undefined) return shippedPrices
  const override = await readOverride(overrideFile)
  const overridden = new Set(override.prices.flatMap((entry) => entry.models.map(nameOf)))
  const kept = shippedPrices.prices
    .map((entry) => ({ ...entry, models: entry.models.filter((model) => !overridden.has(nameOf(model))) }))
    .filter((entry) => entry.models.length > 0)
  return { prices: [...kept, ...override.prices], override: { file: overrideFile, prices: override.prices } }
}

const nameOf = (model: string): string => canonicalModel(model).name

const readOverride = async (file: string): Promise<PriceTable> => {
  const fault = (message: string, cause?: unknown) =>
    new MaestroError(
      'usage',
      `The prices in ${file} ${message}.`,
      'Correct the file (its form is that of src/config/prices/prices.json), or take it out of the settings.',
      { cause },
    )
  let value: unknown
  try {
    value = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
  } catch (cause) {
    const kind = cause instanceof SyntaxError ? 'are not JSON' : 'cannot be read'
    throw fault(`${kind}: ${(cause as Error).message.replace(/\s+/g, ' ')}`, cause)
  }
  const { priceFileSchema } = await import('./override.ts')
  const result = priceFileSchema.safeParse(value)
  if (result.success) return result.data as PriceTable
  const [issue] = result.error.issues
  throw fault(`cannot be: ${pathOf(issue!.path)} ${issue!.message}`, result.error)
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  ) || 'the file'
