/** Where each line of each file comes from, and how long it was on the default branch. All of it is derived. */
export const ledger = {
  version: 14,
  name: 'ledger',
  sql: `
-- How far the walk over a repository's history is.
create table ledger (
  org integer not null default 1,
  repository text not null,
  -- Grows with each transaction that writes to it: whoever walks knows by it whether all is as it left it.
  made bigint not null,
  next_node bigint not null,
  next_origin integer not null,
  -- Nodes that were left after the last sweep, and the next one then.
  swept_nodes bigint not null,
  swept_at bigint not null,
  -- Files that did not fit to their commit.
  misfits bigint not null,
  -- Parents that are not on record; merges of which nothing is.
  absent text[] not null,
  lacking bigint not null,
  primary key (org, repository)
);

-- A commit that was walked over. Every so many steps, and where refs point, the files of one are kept.
create table ledger_commit (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  -- Since the last one on the way to it that is kept for good: 0 of itself.
  steps integer not null,
  root bigint,
  primary key (org, repository, sha)
);
create index ledger_commit_root on ledger_commit (org, repository) where root is not null;

-- A folder or a file in one state: names with nodes, or runs of lines with their origin.
create table ledger_node (
  org integer not null default 1,
  repository text not null,
  id bigint not null,
  folder boolean not null,
  body bytea not null,
  primary key (org, repository, id)
);

-- A file of a commit that lines come from, of which it lists so many as added.
create table line_origin (
  org integer not null default 1,
  repository text not null,
  id integer not null,
  sha text not null,
  path text not null,
  lines integer not null,
  primary key (org, repository, id)
);
create index line_origin_commit on line_origin (org, repository, sha, path);

-- The commits of the default branch by first parents, the first one 0.
create table default_commit (
  org integer not null default 1,
  repository text not null,
  number integer not null,
  sha text not null,
  at timestamptz not null,
  primary key (org, repository, number)
);
create index default_commit_sha on default_commit (org, repository, sha);

-- Lines of an origin that were on the default branch from one of its commits on until another one, in so many files.
create table line_span (
  org integer not null default 1,
  repository text not null,
  origin integer not null,
  first integer not null,
  count integer not null,
  copies integer not null,
  -- When they first came there; whether they had gone meanwhile.
  landed_at timestamptz not null,
  returned boolean not null,
  since integer not null,
  since_at timestamptz not null,
  until integer,
  until_at timestamptz
);
create index line_span_origin on line_span (org, repository, origin);

insert into dirty (kind, key) select 'ledger', id from repository where org = 1 on conflict do nothing;
`,
} as const
