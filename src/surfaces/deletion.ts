import type { ClientBase } from 'pg'
import { changeSettings } from '../config/settings.ts'
import { MaestroError } from '../model/errors.ts'
import {
  type Deletion,
  type DeletionOptions,
  type DeletionRequest,
  deleteFor,
  deletionKinds,
} from '../store/delete/index.ts'
import type { Period } from '../store/questions/period.ts'
import type { Workspace } from './workspace.ts'

/** What somebody names to be deleted. */
export interface NamedDeletion {
  readonly what: string | undefined
  readonly name: string | undefined
  /** Whether a period was named with it. */
  readonly hasPeriod: boolean
}

/** How the beginning and the end of a period are called where somebody names them, and where there is more to read. */
export interface DeletionWords {
  readonly since: string
  readonly until: string
  /** What to do about a request that cannot be, in a sentence. */
  readonly next: string
}

/**
 * Reads what is to be deleted, to be completed by the period. Throws `MaestroError('usage')` for what says nothing that
 * can be deleted, before anything is opened.
 */
export const deletionRequestOf = (
  { what, name, hasPeriod }: NamedDeletion,
  words: DeletionWords,
): ((period: Pick<Period, 'since' | 'until'>) => DeletionRequest) => {
  const kind = deletionKinds.find((known) => known === what)
  const usage = (message: string) => new MaestroError('usage', message, words.next)
  if (kind === undefined) throw usage(`"${what}" cannot be deleted.`)
  if ((kind === 'period') !== hasPeriod)
    throw usage(
      hasPeriod
        ? `Only a period takes ${words.since} and ${words.until}.`
        : `A period takes ${words.since}, ${words.until} or both.`,
    )
  if (kind === 'period' || kind === 'everything') {
    if (name !== undefined) throw usage(`"${kind}" takes no name.`)
    return ({ since, until }) => (kind === 'period' ? { kind, since, until } : { kind })
  }
  if (name === undefined || name === '') throw usage(`A ${kind} has a name.`)
  return () => (kind === 'session' ? { kind, id: name } : { kind, name })
}

/** Deletes as `deleteFor` does; with everything, the repositories that were named to be read are forgotten, too. */
export const deleteFrom = async (
  { folder, env }: Workspace,
  client: ClientBase,
  request: DeletionRequest,
  options: DeletionOptions = {},
): Promise<Deletion> => {
  const deletion = await deleteFor(client, request, options)
  if (request.kind === 'everything') changeSettings(folder, { repositories: [] }, env)
  return deletion
}
