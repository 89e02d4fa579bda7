import type { ClientBase } from 'pg'
import { type Proposal, proposalsOf } from './proposals.ts'
import { readKnown } from './read-known.ts'
import { whoIsWho } from './who-is-who.ts'

/** Persons on record that are likely one. */
export const likelyPersons = async (client: ClientBase): Promise<Proposal[]> => {
  const known = await readKnown(client)
  return proposalsOf(known, whoIsWho(known))
}
