/** What is to be deleted, as somebody asks for it. Times in milliseconds since 1970, `until` not included. */
export type DeletionRequest =
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'repository'; readonly name: string }
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'period'; readonly since?: number | undefined; readonly until?: number | undefined }
  | { readonly kind: 'everything' }

/** What a deletion can be of. */
export const deletionKinds = ['session', 'repository', 'period', 'person', 'everything'] as const

/** What goes, by its full name, and how many records of each kind. */
export interface DeletionPlan {
  readonly kind: DeletionRequest['kind']
  /** Of a session and a repository the id, of a person the person's id. */
  readonly key: string | null
  /** The same for people: the repository's name, the person's. */
  readonly label: string
  /** Home directories and addresses of a person: what goes is told by them, now and later. */
  readonly identities: readonly string[]
  /** Milliseconds since 1970. */
  readonly since: number | null
  readonly until: number | null
  /** Records that go, by kind; kinds that lose none are left out. */
  readonly counts: Readonly<Record<string, number>>
  readonly total: number
  /** Sessions and commits that stay, less what they say of it. */
  readonly trimmed: number
}
