import type { z } from 'zod'
import { deleteAction } from './delete.ts'
import { liftAction } from './lift.ts'
import { removeProjectAction } from './remove-project.ts'
import { removeTeamAction } from './remove-team.ts'
import { sayOfPersons } from './say-of-persons.ts'
import { separatePerson } from './separate-person.ts'
import { setProjectAction } from './set-project.ts'
import { setTeamAction } from './set-team.ts'
import { takeBackWordAction } from './take-back-word.ts'

/** Everything that a person can do on a page. */
export const actions = [
  deleteAction,
  liftAction,
  setProjectAction,
  removeProjectAction,
  setTeamAction,
  removeTeamAction,
  sayOfPersons,
  separatePerson,
  takeBackWordAction,
] as const

/** The same by name with what it takes and what it answers, for programs in a browser: a type. */
export type Actions = {
  readonly [Name in (typeof actions)[number] as Name['name']]: {
    readonly parameters: z.input<Name['parameters']>
    readonly body: z.input<Name['body']>
    readonly answer: z.output<Name['answer']>
  }
}
