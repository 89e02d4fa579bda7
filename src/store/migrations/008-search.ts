/** Search looks through the words of a session's hour instead of through those of every record. */
export const search = {
  version: 8,
  name: 'search',
  sql: `
-- The words of what happened in a session within an hour, derived from its pieces; in several parts where they are many.
create table search_hour (
  org integer not null default 1,
  session text not null,
  hour timestamptz not null,
  part integer not null,
  words tsvector not null,
  primary key (org, session, hour, part)
);
create index search_hour_words on search_hour using gin (words);

drop index search_piece_words;
drop index search_piece_session;
create index search_piece_session on search_piece (org, session, at);

alter table session_summary add column tools text[] not null default '{}';
alter table session_summary alter column tools drop default;
insert into dirty (kind, key) select 'session', id from session on conflict do nothing;

-- What a palette looks for by words: names are few, these are many.
create index session_summary_said on session_summary using gin (
  to_tsvector('simple', translate(left(coalesce(title, ''), 400) || ' ' || left(coalesce(goal, ''), 400), './-_:@#', '       ')));
create index commit_subject on commit using gin (to_tsvector('simple', translate(left(subject, 400), './-_:@#', '       ')));
create index pull_request_title on pull_request using gin (to_tsvector('simple', translate(left(title, 400), './-_:@#', '       ')));
create index pull_request_latest on pull_request (org, at desc);
create index pull_request_number on pull_request (org, number);
`,
}
