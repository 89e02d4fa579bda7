/** Which browsers may look, and the indexes by which lists are read page by page. */
export const browsers = {
  version: 4,
  name: 'browsers',
  sql: `
-- A browser that came by a one-time link: the SHA-256 of the key in its cookie.
create table browser (
  org integer not null default 1,
  key_hash bytea not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (org, key_hash)
);

-- A session is read in the order of time; what a tool call changed is found by the call.
drop index turn_session;
drop index message_session;
drop index tool_call_session;
drop index session_event_session;
drop index edit_session;
create index turn_session on turn (org, session, at, position);
create index message_session on message (org, session, at, position);
create index tool_call_session on tool_call (org, session, at, position);
create index session_event_session on session_event (org, session, at, position);
create index edit_session on edit (org, session, call);

-- A session is named by the beginning of its id.
create index session_id_beginning on session (org, id text_pattern_ops);
create index session_log_beginning on session (org, log_id text_pattern_ops);

create index commit_latest on commit (org, committed_at desc, sha, repository);
create index pull_request_commit on pull_request (org, repository, sha);
`,
} as const
