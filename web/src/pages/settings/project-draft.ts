import type { Answer } from '../../api/ask.ts'

export type Project = Answer<'projects'>['items'][number]

export type PartKind = 'repository' | 'path' | 'ticket'

/** A part of a project while it is being written. */
export interface DraftPart {
  readonly kind: PartKind
  readonly repository: string
  readonly value: string
}

/** A project while it is being written; `before` is what it is called until then. */
export interface Draft {
  readonly name: string
  readonly before?: string
  readonly parts: readonly DraftPart[]
}

export const emptyPart: DraftPart = { kind: 'repository', repository: '', value: '' }

export const draftOf = ({ name, repositories, paths, tickets }: Project): Draft => ({
  name,
  before: name,
  parts: [
    ...repositories.map((repository): DraftPart => ({ kind: 'repository', repository, value: '' })),
    ...paths.map(({ repository, path }): DraftPart => ({ kind: 'path', repository, value: path })),
    ...tickets.map((value): DraftPart => ({ kind: 'ticket', repository: '', value })),
  ],
})

const isWritten = ({ kind, repository, value }: DraftPart): boolean =>
  (kind === 'ticket' || repository.trim() !== '') && (kind === 'repository' || value.trim() !== '')

/** What goes to the server; undefined while the name or every part is missing. Parts without a word are left out. */
export const projectOf = ({ name, before, parts }: Draft) => {
  const written = parts.filter(isWritten)
  const begun = parts.some((part) => !isWritten(part) && (part.repository.trim() !== '' || part.value.trim() !== ''))
  if (name.trim() === '' || written.length === 0 || begun) return undefined
  return {
    name: name.trim(),
    ...(before === undefined ? {} : { before }),
    repositories: written.flatMap(({ kind, repository }) => (kind === 'repository' ? [repository.trim()] : [])),
    paths: written.flatMap(({ kind, repository, value }) =>
      kind === 'path' ? [{ repository: repository.trim(), path: value.trim() }] : [],
    ),
    tickets: written.flatMap(({ kind, value }) => (kind === 'ticket' ? [value.trim()] : [])),
  }
}

/** What a project is made of, in words. */
export const madeOf = ({
  repositories,
  paths,
  tickets,
}: Omit<Project, 'name' | 'sessions' | 'lastSessionAt'>): string =>
  [
    ...repositories,
    ...paths.map(({ repository, path }) => `${path} in ${repository}`),
    ...tickets.map((prefix) => `tickets ${prefix}-…`),
  ].join(', ')
