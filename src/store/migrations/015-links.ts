/** Which session wrote which lines of which commit. All of it is derived. */
export const links = {
  version: 15,
  name: 'links',
  sql: `
-- Where the file of an edit lies in the history of its session's repository.
create table edited_file (
  org integer not null default 1,
  edit text not null,
  session text not null,
  -- The session at the root of the tree.
  root text not null,
  repository text not null,
  -- As logged; below the root of the history, once the history knows such a file; without folders.
  logged text not null,
  path text,
  name text not null,
  moved_from text,
  at timestamptz not null,
  position bigint not null,
  -- Of the added and the removed lines.
  digest text not null,
  primary key (org, edit)
);
create index edited_file_path on edited_file (org, repository, path, at);
create index edited_file_name on edited_file (org, repository, name);
create index edited_file_time on edited_file (org, repository, at);
create index edited_file_root on edited_file (org, root);

-- What names a commit of a session exactly: an id that its git printed, a checkpoint, a note.
create table commit_evidence (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  session text not null,
  method text not null,
  primary key (org, repository, sha, session, method)
);
create index commit_evidence_session on commit_evidence (org, session);

-- Of a repository with edits: from when on its commits are looked at.
create table linked_repository (
  org integer not null default 1,
  repository text not null,
  since timestamptz not null,
  primary key (org, repository)
);

-- Which changes add a line, eight bytes of the id of each, of a line that many add only some of them.
create table line_change (
  org integer not null default 1,
  repository text not null,
  line bytea not null,
  changes bytea not null,
  primary key (org, repository, line)
);

-- Of a commit: its counted lines, how many of them were found in session edits, and the same weighted by rarity.
create table commit_lines (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  counted bigint not null,
  found bigint not null,
  weight double precision not null,
  found_weight double precision not null,
  primary key (org, repository, sha)
);

-- Which edits the added lines of a file in a commit are from: [first, count, index in edits] in the order of the lines.
create table line_link (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  path text not null,
  edits text[] not null,
  spans integer[] not null,
  primary key (org, repository, sha, path)
);

create table commit_link (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  session text not null,
  confidence text not null,
  methods text[] not null,
  lines bigint not null,
  shown_share double precision not null,
  weighted_share double precision not null,
  primary key (org, repository, sha, session)
);
create index commit_link_session on commit_link (org, session);

create index commit_patch on commit (org, repository, patch_id) where patch_id is not null;
create index commit_authored on commit (org, repository, authored_at);
create index file_change_old_path on file_change (org, repository, old_path) where old_path is not null;
create index printed_commit_sha on printed_commit (org, sha);

insert into dirty (kind, key) select 'edited', id from session where org = 1 on conflict do nothing;
`,
} as const
