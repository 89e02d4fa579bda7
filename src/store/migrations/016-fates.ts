/** What became of every line that sessions wrote. All of it is derived. */
export const fates = {
  version: 16,
  name: 'fates',
  sql: `
-- Whether the file lies where the session's repository is, not in a folder for scratch files.
alter table edited_file add column inside boolean not null default true;

-- Which lines of a file in a commit are from an edit: [index among the lines that the edit added, count, index among
-- the lines that the commit added to the file].
create table edit_commit (
  org integer not null default 1,
  edit text not null,
  repository text not null,
  sha text not null,
  path text not null,
  lines integer[] not null,
  primary key (org, edit, repository, sha, path)
);
create index edit_commit_sha on edit_commit (org, repository, sha, path);

-- Lines of an edit that count and share their fate: [first, count] among the lines that it added.
create table line_fate (
  org integer not null default 1,
  root text not null,
  edit text not null,
  repository text not null,
  edited_at timestamptz not null,
  lines integer[] not null,
  -- The first of them, and how many.
  first integer not null,
  count integer not null,
  -- When a later edit of the same session took them out again.
  removed_at timestamptz,
  -- The commits that carry them, in the order of time, and when the first of them was made.
  commits text[] not null,
  committed_at timestamptz,
  -- Nobody walked over one of these commits yet: it is not known whether they landed.
  pending boolean not null,
  -- When they first came to the default branch, with which of its commits; when they were there.
  landed_at timestamptz,
  landed_by text,
  presence tstzmultirange,
  -- The commit of the default branch that has them no more.
  gone_by text,
  primary key (org, edit, first)
);
create index line_fate_root on line_fate (org, root);
create index line_fate_pending on line_fate (org, repository) where pending;

insert into dirty (kind, key) select 'edited', id from session where org = 1 on conflict do nothing;
insert into dirty (kind, key) select 'link', repository || ' ' || sha from commit_lines where org = 1 on conflict do nothing;
insert into dirty (kind, key) select 'fate', edit from edited_file where org = 1 on conflict do nothing;
`,
} as const
