import type { SharedSearch } from './search.ts'

/** What everything can be narrowed to, as it stands in the address and goes to the API: one of these at a time. */
export const scopeNames = ['project', 'repo', 'team', 'person'] as const

export type ScopeName = (typeof scopeNames)[number]

/** A scope as parameters of the API. */
export type Scope = { readonly [Name in ScopeName]?: string }

/** What an address narrows everything to. */
export const scopeOf = (search: Pick<SharedSearch, ScopeName>): Scope =>
  Object.fromEntries(scopeNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])))

/** The address with another scope in place of its own; without one everything is shown. */
export const withScope =
  (scope: Scope = {}) =>
  (before: Record<string, unknown>): never =>
    ({ ...before, ...Object.fromEntries(scopeNames.map((name) => [name, undefined])), ...scope }) as never

const kinds: Readonly<Record<ScopeName, string>> = {
  project: 'project',
  repo: 'repository',
  team: 'team',
  person: 'person',
}

/** What a scope is called, and what kind of thing it is; undefined where everything is shown. */
export const scopeWords = (scope: Scope): { readonly name: string; readonly kind: string } | undefined => {
  const given = scopeNames.find((name) => scope[name] !== undefined)
  return given && { name: scope[given]!, kind: kinds[given] }
}
