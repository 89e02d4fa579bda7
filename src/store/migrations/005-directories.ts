/** Where the session at the top of a tree was started stands with its place, so that neighbours are found by it. */
export const directories = {
  version: 5,
  name: 'directories',
  sql: `
alter table session_place add column cwd text;
update session_place place set cwd = session.cwd from session where session.org = place.org and session.id = place.root;
drop index session_place_person;
create index session_place_person on session_place (org, person, cwd text_pattern_ops);
`,
} as const
