import type { ClientBase } from 'pg'

/**
 * Forgets what was set aside of the sources of what goes: the logs named after a session, the histories of a repository,
 * and stretches named after a commit. The count of each source follows.
 */
export const forgetSetAside = async (client: ClientBase): Promise<void> => {
  await client.query(
    `with gone_source as (
       select connector, source.id from source
       where org = 1 and exists (
         select from set_aside where set_aside.org = 1 and set_aside.connector = source.connector and set_aside.source = source.id)
       and (
         connector <> 'git' and exists (
           select from gone_session join session on session.org = 1 and session.id = gone_session.id
           where strpos(source.id, session.log_id) > 0)
         or connector = 'git' and source.id in (
           select git_directory from checkout where org = 1 and repository in (select id from gone_repository)))
     ), gone as (
       delete from set_aside using gone_source
       where set_aside.org = 1 and set_aside.connector = gone_source.connector and set_aside.source = gone_source.id
       returning set_aside.connector, set_aside.source
     )
     update source set set_aside = 0 from gone_source
     where source.org = 1 and source.connector = gone_source.connector and source.id = gone_source.id`,
  )
  await client.query(
    `with gone as (
       delete from set_aside using gone_commit
       where org = 1 and connector = 'git' and split_part(subject, ' ', 1) = gone_commit.sha
       returning connector, source
     )
     update source set set_aside = greatest(0, set_aside - lost.count)
     from (select connector, source, count(*) as count from gone group by connector, source) lost
     where source.org = 1 and source.connector = lost.connector and source.id = lost.source`,
  )
}
