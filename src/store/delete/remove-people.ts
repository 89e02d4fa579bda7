import type { ClientBase } from 'pg'

/** SQL of all by which people may have told who is gone: their homes, addresses, logins and local users. */
const goneIds = `
  select id from gone_home
  union select 'email:' || email from gone_email
  union select 'user:' || lower(regexp_replace(id, '^.*[/\\\\]', '')) from gone_home
  union select 'login:' || substring(email from '^(?:\\d+\\+)?(.+)@users\\.noreply\\.github\\.com$') from gone_email
    where email like '%@users.noreply.github.com'`

/**
 * Removes what was derived of whom commits and homes have to do with, and what people said of persons that are gone;
 * marks what must be derived again. Addresses that may be nobody's afterwards are noted.
 */
export const removePeople = async (client: ClientBase): Promise<void> => {
  await client.query(
    `with gone as (
       delete from co_author credit where org = 1 and (email in (select email from gone_email) or not exists (
         select from commit where commit.org = 1 and commit.repository = credit.repository and commit.sha = credit.sha))
       returning email
     )
     insert into touched_email select distinct email from gone on conflict do nothing`,
  )
  await client.query(
    `delete from home_author there where org = 1 and (email in (select email from gone_email)
       or not exists (select from session_place place where place.org = 1 and place.home = there.home))`,
  )
  await client.query(
    `delete from dirty where org = 1 and (
       kind = 'credit' and not exists (
         select from commit where commit.org = 1 and dirty.key = commit.repository || ' ' || commit.sha)
       or kind = 'authors' and not exists (select from session_place where org = 1 and home = dirty.key))`,
  )
  await client.query(
    `create temp table gone_id on commit drop as ${goneIds};
     delete from person_word where org = 1 and (subject in (select id from gone_id) or object in (select id from gone_id));
     delete from team_member where org = 1 and member in (select id from gone_id);
     delete from people_file_entry where org = 1 and identities && (select coalesce(array_agg(id), '{}') from gone_id)`,
  )
  await client.query(
    `insert into dirty (kind, key) select distinct 'authors', home from home_author where org = 1
     union all select 'people', 'all' on conflict do nothing`,
  )
}
