/** What was done in each quarter of an hour; all sessions are derived once more to fill it. */
export const activity = {
  version: 9,
  name: 'activity',
  sql: `
-- What happened in one session in a quarter of an hour, by what tool calls did; 'none' has what belongs to no call.
create table activity_slot (
  org integer not null default 1,
  slot timestamptz not null,
  session text not null,
  action text not null,
  prompts bigint not null,
  tool_calls bigint not null,
  tool_errors bigint not null,
  interruptions bigint not null,
  rejections bigint not null,
  compactions bigint not null,
  edits bigint not null,
  added bigint not null,
  removed bigint not null,
  active_ms bigint not null,
  primary key (org, slot, session, action)
);
create index activity_slot_session on activity_slot (org, session);

insert into dirty (kind, key) select 'session', id from session where org = 1 on conflict do nothing;
`,
} as const
