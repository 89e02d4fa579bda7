import type { ClientBase } from 'pg'
import type { Gone } from './gone.ts'

const ofCommits = ['commit_lines', 'line_link', 'commit_link', 'commit_evidence', 'edit_commit']

/**
 * Removes what was derived of edits and commits that are gone, and marks what must be derived again: in a repository
 * that lost commits, all of it, since every line is weighed by the others.
 */
export const removeLinks = async (client: ClientBase, { by }: Gone): Promise<void> => {
  await removeOfEdits(client)
  await removeOfCommits(client)
  if (by === 'time') await markNamed(client)
}

/** A stretch of time can take what names sessions, and leave both sessions and commits. */
const markNamed = async (client: ClientBase): Promise<void> => {
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'evidence', session from commit_evidence where org = 1 and method <> 'printed'
     on conflict do nothing`,
  )
}

const removeOfEdits = async (client: ClientBase): Promise<void> => {
  await client.query(
    `create temp table gone_edit on commit drop as
     select edit, repository, root from edited_file
     where org = 1 and (session in (select id from gone_session) or root in (select id from gone_session)
       or session in (select id from losing_session) and not exists (
         select from edit where edit.org = 1 and edit.id = edited_file.edit))`,
  )
  await client.query(
    `create temp table unlinked_commit on commit drop as
     select repository, sha from line_link
     where org = 1 and repository in (select repository from gone_edit)
       and edits && (select coalesce(array_agg(edit), '{}') from gone_edit)
     union select repository, sha from commit_link where org = 1 and session in (select id from gone_session)
     union select repository, sha from commit_evidence where org = 1 and session in (select id from gone_session)`,
  )
  await client.query(
    `delete from commit_evidence where org = 1 and session in (select id from gone_session);
     delete from edited_file where org = 1 and edit in (select edit from gone_edit);
     delete from line_fate where org = 1 and edit in (select edit from gone_edit);
     delete from dirty where org = 1 and kind = 'fate' and key in (select edit from gone_edit)`,
  )
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'fate', found.edit from unlinked_commit unlinked
     join edit_commit found on found.org = 1 and found.repository = unlinked.repository and found.sha = unlinked.sha
     where found.edit not in (select edit from gone_edit)
     on conflict do nothing`,
  )
  for (const table of ['commit_lines', 'line_link', 'commit_link', 'edit_commit'])
    await client.query(
      `delete from ${table} where org = 1 and (repository, sha) in (select repository, sha from unlinked_commit)`,
    )
  await client.query(
    `insert into dirty (kind, key)
     select 'link', repository || ' ' || sha from unlinked_commit
     union select 'linked', repository from gone_edit
     union select 'fate', edit from edited_file where org = 1 and root in (select root from gone_edit)
     on conflict do nothing`,
  )
}

const removeOfCommits = async (client: ClientBase): Promise<void> => {
  await client.query(
    `create temp table poorer_repository on commit drop as
     select distinct repository from commit_lines
     where org = 1 and not exists (
       select from commit where commit.org = 1 and commit.repository = commit_lines.repository and commit.sha = commit_lines.sha)
     union select repository from linked_repository where org = 1 and repository in (select id from gone_repository)
     union select distinct repository from commit_evidence
     where org = 1 and not exists (
       select from commit where commit.org = 1 and commit.repository = commit_evidence.repository and commit.sha = commit_evidence.sha)`,
  )
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'evidence', session from commit_evidence
     where org = 1 and repository in (select repository from poorer_repository)
     on conflict do nothing`,
  )
  for (const table of [...ofCommits, 'line_change'])
    await client.query(
      `delete from ${table} where org = 1 and repository in (select repository from poorer_repository)`,
    )
  await client.query(
    `delete from dirty where org = 1 and kind in ('commit', 'note', 'lines', 'link') and not exists (
       select from commit where commit.org = 1 and dirty.key = commit.repository || ' ' || commit.sha)`,
  )
  await client.query(
    `insert into dirty (kind, key)
     select 'edited', session from edited_file
     where org = 1 and repository in (select repository from poorer_repository)
     union
     select 'lines', commit.repository || ' ' || commit.sha from poorer_repository poorer
     join linked_repository linked on linked.org = 1 and linked.repository = poorer.repository
     join commit on commit.org = 1 and commit.repository = poorer.repository and commit.committed_at >= linked.since
     union select 'linked', repository from poorer_repository
     union select 'fate', edit from edited_file
     where org = 1 and repository in (select repository from poorer_repository)
       and repository not in (select id from gone_repository)
     on conflict do nothing`,
  )
  await client.query(
    `delete from dirty where org = 1 and kind = 'fate' and key in (
       select edit from edited_file where org = 1 and repository in (select id from gone_repository));
     delete from line_fate where org = 1 and repository in (select id from gone_repository);
     delete from edited_file where org = 1 and repository in (select id from gone_repository);
     delete from linked_repository where org = 1 and repository in (select id from gone_repository)`,
  )
}
