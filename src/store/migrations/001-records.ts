/** The records: a table for each kind, and what lies beside them. */
export const records = {
  version: 1,
  name: 'records',
  sql: `
create table session (
  org integer not null default 1,
  id text not null,
  agent text not null,
  log_id text not null,
  parent text,
  parent_call text,
  forked_from text,
  subagent_type text,
  subagent_task text,
  home text,
  cwd text,
  branch text,
  remote text,
  base_commit text,
  entrypoint text,
  version text,
  slug text,
  models text[],
  started_at timestamptz not null,
  ended_at timestamptz not null,
  chunk bigint,
  primary key (org, id)
);
create table turn (
  org integer not null default 1,
  id text not null,
  session text not null,
  at timestamptz not null,
  position bigint not null,
  origin text not null,
  text text not null,
  command text,
  images bigint,
  mode text,
  human boolean not null,
  chunk bigint,
  primary key (org, id)
);
create table message (
  org integer not null default 1,
  id text not null,
  session text not null,
  at timestamptz not null,
  position bigint not null,
  form text not null,
  model text,
  chunk bigint,
  primary key (org, id)
);
create table usage (
  org integer not null default 1,
  id text not null,
  session text not null,
  at timestamptz not null,
  position bigint not null,
  model text,
  input_tokens bigint not null,
  cache_creation5m_tokens bigint not null,
  cache_creation1h_tokens bigint not null,
  cache_read_tokens bigint not null,
  output_tokens bigint not null,
  reasoning_tokens bigint not null,
  web_searches bigint,
  speed text,
  service_tier text,
  sidechain boolean not null,
  lower_bound boolean not null,
  chunk bigint,
  primary key (org, id)
);
create table tool_call (
  org integer not null default 1,
  id text not null,
  session text not null,
  at timestamptz not null,
  position bigint not null,
  tool text not null,
  action text not null,
  target text,
  chunk bigint,
  primary key (org, id)
);
create table tool_result (
  org integer not null default 1,
  id text not null,
  session text not null,
  at timestamptz not null,
  position bigint not null,
  status text not null,
  exit_code bigint,
  duration_ms bigint,
  output_bytes bigint not null,
  output_file text,
  output_offset bigint,
  output_length bigint,
  user_modified boolean,
  chunk bigint,
  primary key (org, id)
);
create table edit (
  org integer not null default 1,
  id text not null,
  session text not null,
  at timestamptz not null,
  position bigint not null,
  call text not null,
  path text not null,
  moved_to text,
  operation text not null,
  by text not null,
  added bigint not null,
  removed bigint not null,
  added_lines bytea not null,
  removed_lines bytea not null,
  chunk bigint,
  primary key (org, id)
);
create table printed_commit (
  org integer not null default 1,
  id text not null,
  session text not null,
  at timestamptz not null,
  position bigint not null,
  sha text not null,
  branch text not null,
  subject text not null,
  chunk bigint,
  primary key (org, id)
);
create table session_event (
  org integer not null default 1,
  id text not null,
  session text not null,
  at timestamptz not null,
  position bigint not null,
  type text not null,
  details jsonb not null,
  chunk bigint,
  primary key (org, id)
);
create table repository (
  org integer not null default 1,
  id text not null,
  name text not null,
  remote text,
  default_branch text,
  seen_at timestamptz not null,
  chunk bigint,
  primary key (org, id)
);
create table checkout (
  org integer not null default 1,
  path text not null,
  repository text not null,
  git_directory text not null,
  bare boolean not null,
  shallow boolean not null,
  partial boolean not null,
  seen_at timestamptz not null,
  chunk bigint,
  primary key (org, path)
);
create table ref (
  org integer not null default 1,
  repository text not null,
  git_directory text not null,
  name text not null,
  sha text not null,
  is_default boolean not null,
  seen_at timestamptz not null,
  chunk bigint,
  primary key (org, repository, git_directory, name)
);
create table commit (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  parents text[] not null,
  author_name text not null,
  author_email text not null,
  authored_at timestamptz not null,
  committer_name text not null,
  committer_email text not null,
  committed_at timestamptz not null,
  subject text not null,
  body text,
  co_authors text[],
  trailers jsonb,
  patch_id text,
  files bigint not null,
  added bigint not null,
  removed bigint not null,
  chunk bigint,
  primary key (org, repository, sha)
);
create table file_change (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  path text not null,
  old_path text,
  operation text not null,
  "binary" boolean not null,
  added bigint not null,
  removed bigint not null,
  hunks jsonb,
  added_lines bytea not null,
  removed_lines bytea not null,
  at timestamptz not null,
  chunk bigint,
  primary key (org, repository, sha, path)
);
create table pull_request (
  org integer not null default 1,
  repository text not null,
  number bigint not null,
  source text not null,
  inferred boolean not null,
  title text not null,
  branch text,
  sha text not null,
  at timestamptz not null,
  author_name text,
  author_email text,
  chunk bigint,
  primary key (org, repository, number, source)
);
create table mailmap_entry (
  org integer not null default 1,
  repository text not null,
  email text not null,
  name text not null,
  canonical_name text,
  canonical_email text,
  seen_at timestamptz not null,
  chunk bigint,
  primary key (org, repository, email, name)
);

create index session_parent on session (org, parent) where parent is not null;
create index turn_session on turn (org, session, position);
create index message_session on message (org, session, position);
create index usage_session on usage (org, session, at);
create index usage_time on usage (org, at);
create index tool_call_session on tool_call (org, session, position);
create index tool_result_session on tool_result (org, session, position);
create index edit_session on edit (org, session, position);
create index printed_commit_session on printed_commit (org, session);
create index session_event_session on session_event (org, session, position);
create index commit_time on commit (org, repository, committed_at);
create index commit_sha on commit (org, sha text_pattern_ops);
create index commit_author on commit (org, lower(author_email), authored_at);
create index file_change_path on file_change (org, path text_pattern_ops);

-- Texts of a session's records, redacted: zstd over a JSON object {"<kind>/<key>/<field>": text}.
create table text_chunk (
  org integer not null default 1,
  id bigint not null,
  session text not null,
  body bytea not null,
  primary key (org, id)
);
alter table text_chunk alter column body set storage external;
create index text_chunk_session on text_chunk (org, session);

-- What a search looks through: the words of one record.
create table search_piece (
  org integer not null default 1,
  kind text not null,
  id text not null,
  session text not null,
  at timestamptz not null,
  words tsvector not null,
  primary key (org, kind, id)
);
create index search_piece_session on search_piece (org, session);
create index search_piece_words on search_piece using gin (words);

-- What is read, and how far.
create table source (
  org integer not null default 1,
  connector text not null,
  id text not null,
  home text,
  stamp text not null,
  size bigint not null,
  newest timestamptz not null,
  cursor jsonb not null,
  finished boolean not null,
  bytes bigint not null default 0,
  items bigint not null default 0,
  records bigint not null default 0,
  skipped jsonb not null default '{}',
  unknown jsonb not null default '{}',
  versions jsonb not null default '{}',
  redacted jsonb not null default '{}',
  set_aside bigint not null default 0,
  redaction_version text not null,
  problem text,
  first_read_at timestamptz not null default now(),
  last_read_at timestamptz not null default now(),
  primary key (org, connector, id)
);

create table set_aside (
  org integer not null default 1,
  connector text not null,
  source text not null,
  position bigint not null,
  length bigint not null,
  reason text not null,
  subject text,
  noticed_at timestamptz not null default now(),
  primary key (org, connector, source, position, reason)
);

-- What must be derived again, written with the records that made it so.
create table dirty (
  org integer not null default 1,
  kind text not null,
  key text not null,
  primary key (org, kind, key)
);
`,
} as const
