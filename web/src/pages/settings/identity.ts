import type { Item } from '../../api/hooks.ts'

type Identity = Item<'persons'>['identities'][number]

/** What says whose an address or home is, in a few words. */
export const joinedBy: Readonly<Record<NonNullable<Identity['joinedBy']>, string>> = {
  mailmap: 'says .mailmap',
  account: 'same GitHub account',
  login: 'same GitHub login',
  printed: 'by commits in sessions',
  file: 'says the people file',
  said: 'somebody said so',
}

/** An identity as the API names it, `email:ana@example.org`, for people. */
export const plainIdentity = (id: string): string => id.slice(id.indexOf(':') + 1)
