/** What the page of a file asks for: a commit goes before a day. */
export const fileQuestion = (
  repo: string,
  {
    path,
    commit,
    on,
  }: { readonly path: string; readonly commit?: string | undefined; readonly on?: string | undefined },
) => ({ repo, path, ...(commit === undefined ? { on } : { commit }) })
