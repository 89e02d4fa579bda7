/** What notes and checkpoints in a repository say of the sessions behind commits. Repositories are looked at once more. */
export const evidence = {
  version: 17,
  name: 'evidence',
  sql: `
create table authorship_note (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  note text not null,
  sessions text[] not null,
  lines text[] not null,
  at timestamptz not null,
  seen_at timestamptz not null,
  chunk bigint,
  primary key (org, repository, sha)
);
create index authorship_note_sessions on authorship_note using gin (sessions);

create table checkpoint (
  org integer not null default 1,
  repository text not null,
  checkpoint text not null,
  log_id text not null,
  agent text,
  files text[],
  at timestamptz not null,
  chunk bigint,
  primary key (org, repository, checkpoint, log_id)
);
create index checkpoint_log on checkpoint (org, log_id);

create index commit_checkpoint on commit using gin (trailers jsonb_path_ops)
  where trailers::text like '%"Entire-Checkpoint"%';
create index session_event_pull_request on session_event (org, session) where type = 'pr-link';

update source set stamp = 'without evidence' where connector = 'git' and stamp <> '';
insert into dirty (kind, key) select 'evidence', id from session where org = 1 on conflict do nothing;
`,
} as const
