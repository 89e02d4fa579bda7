/** What commands made sure of: tests, builds, type checks, lint. All of it is derived. */
export const checks = {
  version: 18,
  name: 'checks',
  sql: `
-- Of a call of a command, and of what a hook of the agent ran: which checks it ran, often none.
create table command_check (
  org integer not null default 1,
  -- The tool call, or the event.
  id text not null,
  session text not null,
  at timestamptz not null,
  result_at timestamptz,
  -- [{kind, program, by, result}]
  checks jsonb not null,
  primary key (org, id)
);
create index command_check_session on command_check (org, session, at);

insert into dirty (kind, key) select 'session', id from session where org = 1 on conflict do nothing;
`,
} as const
