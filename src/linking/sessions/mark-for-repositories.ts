import type { ClientBase } from 'pg'

/**
 * Marks the sessions whose place may be another one now that more is known of some repositories: those that nothing sure
 * places yet, those that a checkout of these holds, and those placed by a remote that these have, too; and those of which
 * files that they edited turn out to lie in a checkout of these.
 */
export const markForRepositories = async (client: ClientBase, repositories: readonly string[]): Promise<void> => {
  await client.query(
    `insert into dirty (kind, key)
     select 'place', place.session
     from session_place place left join session root on root.org = 1 and root.id = place.root
     where place.org = 1 and (
       coalesce(place.method, '') not in ('working-directory', 'remote')
       or place.method = 'remote' and exists (
         select from repository fresh
         where fresh.org = 1 and fresh.id = any($1) and (fresh.id = place.repository or fresh.remote = (
           select remote from repository held where held.org = 1 and held.id = place.repository)))
       or exists (
         select from checkout
         where checkout.org = 1 and checkout.repository = any($1)
           and (root.cwd = checkout.path or starts_with(root.cwd, checkout.path || '/') or starts_with(root.cwd, checkout.path || '\\'))
           and (place.method <> 'working-directory' or place.repository is distinct from checkout.repository))
     )
     on conflict do nothing`,
    [repositories],
  )
  const holds = (checkout: string) =>
    `(starts_with(file.logged, ${checkout}.path || '/') or starts_with(file.logged, ${checkout}.path || '\\'))`
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'edited', file.session
     from checkout
     join edited_file file on file.org = 1 and file.repository <> checkout.repository and ${holds('checkout')}
     where checkout.org = 1 and checkout.repository = any($1) and not checkout.bare and not exists (
       select from checkout closer
       where closer.org = 1 and closer.repository = file.repository and not closer.bare
         and length(closer.path) > length(checkout.path) and ${holds('closer')})
     on conflict do nothing`,
    [repositories],
  )
}
