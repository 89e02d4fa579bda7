import type { Actions } from '../../../src/surfaces/http/actions/index.ts'
import { send } from './ask.ts'

/** What a person can do on a page. */
export type Act = keyof Actions

const methods: Readonly<Record<Act, { readonly method: 'POST' | 'DELETE'; readonly path: string }>> = {
  delete: { method: 'POST', path: '/deletions' },
  'lift-deletion': { method: 'DELETE', path: '/deletions/{id}' },
  'set-project': { method: 'POST', path: '/projects' },
  'remove-project': { method: 'DELETE', path: '/projects/{name}' },
  'set-team': { method: 'POST', path: '/teams' },
  'remove-team': { method: 'DELETE', path: '/teams/{name}' },
  'say-of-persons': { method: 'POST', path: '/persons/said' },
  'separate-person': { method: 'POST', path: '/persons/apart' },
  'take-back-word': { method: 'DELETE', path: '/persons/said/{id}' },
}

/** Does something that changes what is stored. Throws `ApiError`. */
export const act = async <Name extends Act>(
  name: Name,
  parameters: Actions[Name]['parameters'],
  body: Actions[Name]['body'],
): Promise<Actions[Name]['answer']> => {
  const { method, path } = methods[name]
  const values: Readonly<Record<string, unknown>> = parameters
  const address = path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(String(values[part])))
  const headers = { 'content-type': 'application/json' }
  return (await send(`/api${address}`, { method, headers, body: JSON.stringify(body) })) as Actions[Name]['answer']
}
