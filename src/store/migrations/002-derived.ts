/** What is computed from the records and can be thrown away: `maestro rebuild` computes it again. */
export const derived = {
  version: 2,
  name: 'derived',
  sql: `
-- Where a session belongs: the session at the top of its tree, its repository, its person.
create table session_place (
  org integer not null default 1,
  session text not null,
  root text not null,
  repository text,
  method text,
  person text not null,
  primary key (org, session)
);
create index session_place_root on session_place (org, root);
create index session_place_repository on session_place (org, repository);
create index session_place_person on session_place (org, person);

create table person (
  org integer not null default 1,
  id text not null,
  name text not null,
  bot boolean not null default false,
  primary key (org, id)
);

-- A home directory or an e-mail address, and whose it is.
create table identity (
  org integer not null default 1,
  id text not null,
  kind text not null,
  value text not null,
  name text,
  person text not null,
  primary key (org, id)
);
create index identity_person on identity (org, person);

-- Tokens and cost of one session and model in a quarter of an hour: every time zone's days begin on one.
create table usage_slot (
  org integer not null default 1,
  slot timestamptz not null,
  session text not null,
  model text not null,
  messages bigint not null,
  input_tokens bigint not null,
  cache_creation_tokens bigint not null,
  cache_read_tokens bigint not null,
  output_tokens bigint not null,
  reasoning_tokens bigint not null,
  -- Billionths of a thousandth of a US dollar (1e-12), of the messages whose price is known.
  cost bigint not null,
  unpriced_messages bigint not null,
  lower_bound_messages bigint not null,
  primary key (org, slot, session, model)
);
create index usage_slot_session on usage_slot (org, session);

-- What a session was, in one row.
create table session_summary (
  org integer not null default 1,
  session text not null,
  agent text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  active_ms bigint not null,
  title text,
  title_source text,
  goal text,
  prompts bigint not null,
  tool_calls bigint not null,
  tool_errors bigint not null,
  interruptions bigint not null,
  rejections bigint not null,
  compactions bigint not null,
  edits bigint not null,
  files text[] not null,
  added bigint not null,
  removed bigint not null,
  events bigint not null,
  primary key (org, session)
);
create index session_summary_time on session_summary (org, ended_at);

-- What the derived data was made with, beside the records: the prices in force.
create table derived_with (
  org integer not null default 1,
  name text not null,
  value text not null,
  primary key (org, name)
);
`,
} as const
