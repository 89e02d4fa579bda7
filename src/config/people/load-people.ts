import { readFile } from 'node:fs/promises'
import { MaestroError } from '../../model/errors.ts'
import { type FileFault, type PeopleFile, parsePeople } from './parse-people.ts'

/** A people file that was read. */
export interface LoadedPeople extends PeopleFile {
  readonly file: string
}

/**
 * Reads a people file. Throws `MaestroError('usage')` when it cannot be read or says what cannot be, with the line and
 * what to do.
 */
export const loadPeople = async (file: string): Promise<LoadedPeople> => {
  const fault = (message: string, next: string, cause?: unknown) =>
    new MaestroError('usage', `The people file ${file} ${message}.`, next, { cause })
  let text: string
  try {
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  } catch (cause) {
    throw fault(
      `cannot be read: ${(cause as Error).message}`,
      'Let this user read it, or forget it with --people none.',
      cause,
    )
  }
  const parsed = await parsePeople(text)
  if ('faults' in parsed) throw fault(toldOf(parsed.faults), parsed.faults[0]!.next)
  return { file, ...parsed }
}

const mostTold = 5

const toldOf = (faults: readonly FileFault[]): string => {
  const told = faults.slice(0, mostTold).map(({ line, what }) => `line ${line}: ${what}`)
  const more = faults.length - told.length
  return `cannot be: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}
