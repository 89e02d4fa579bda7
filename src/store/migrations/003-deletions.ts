/** What was deleted and must not come back, and what finds the last copy of a text. */
export const deletions = {
  version: 3,
  name: 'deletions',
  sql: `
-- One deletion. It holds ids, instants and numbers, nothing of what was deleted.
create table tombstone (
  org integer not null default 1,
  id bigint generated always as identity,
  kind text not null,
  -- Of a session and a repository its id, of a person the person's id.
  key text,
  since timestamptz,
  until timestamptz,
  counts jsonb not null,
  at timestamptz not null default now(),
  primary key (org, id)
);

-- What a tombstone holds down by name: sessions, repositories and identities by id, directories and remotes by hash.
create table tombstone_key (
  org integer not null default 1,
  tombstone bigint not null,
  kind text not null,
  value text not null,
  primary key (org, kind, value, tombstone)
);
create index tombstone_key_tombstone on tombstone_key (org, tombstone);

-- Records of one owner that a tombstone holds down, 32 bytes each, so that copies of them in other logs stay away too.
create table tombstone_records (
  org integer not null default 1,
  id bigint generated always as identity,
  tombstone bigint not null,
  owner text not null,
  entries bytea not null,
  primary key (org, id)
);
create index tombstone_records_tombstone on tombstone_records (org, tombstone);

-- Whether what a reader knows of tombstones is still so.
create table tombstone_version (
  org integer not null default 1,
  version bigint not null,
  primary key (org)
);
insert into tombstone_version (version) values (0);

-- Records that a reader left out and nobody has looked for yet among those that were stored before.
create table left_out (
  org integer not null default 1,
  kind text not null,
  id text not null,
  owner text not null,
  at timestamptz not null,
  position bigint not null,
  rank double precision not null,
  primary key (org, kind, id, owner)
);

-- Chunks that hold a text of a record which another session owns.
create table text_copy (
  org integer not null default 1,
  kind text not null,
  id text not null,
  chunk bigint not null,
  primary key (org, kind, id, chunk)
);
create index text_copy_chunk on text_copy (org, chunk);

create index session_forked_from on session (org, forked_from) where forked_from is not null;
create index session_log on session (org, log_id);
`,
} as const
