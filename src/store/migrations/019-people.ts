/** Who is who: what is known of addresses and homes, what people said of them, teams, and the people file. */
export const people = {
  version: 19,
  name: 'people',
  sql: `
-- Of a session: the home directory it ran in; \`person\` is whose that is.
alter table session_place add column home text;
update session_place set home = person;
alter table session_place alter column home set not null;
drop index session_place_person;
create index session_place_person on session_place (org, person);
create index session_place_home on session_place (org, home, cwd text_pattern_ops);

alter table identity
  -- All that commits call the owner of an address, and when the latest did.
  add column names text[] not null default '{}',
  add column named_at timestamptz,
  -- The address and the name that a mailmap gives for it.
  add column mapped_to text,
  add column told text,
  add column bot boolean not null default false,
  -- What joined it to its person; null for what the person is first known by.
  add column joined_by text;

create index identity_local_user on identity (org, lower(names[1])) where kind = 'home';

-- Who is thanked in Co-authored-by. Derived.
create table co_author (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  email text not null,
  name text not null,
  at timestamptz not null,
  primary key (org, repository, sha, email)
);
create index co_author_email on co_author (org, email, at);

-- Whose commits the sessions of a home made ('printed': by committer) or wrote lines of ('linked': by author). Derived.
create table home_author (
  org integer not null default 1,
  home text not null,
  email text not null,
  method text not null,
  commits bigint not null,
  sessions bigint not null,
  -- One of them, the latest.
  repository text not null,
  sha text not null,
  session text not null,
  primary key (org, home, email, method)
);

-- What people said, in the order in which it holds: that two are the same person ('same') or are not ('different'), that
-- one stands by itself ('apart').
create table person_word (
  org integer not null default 1,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  word text not null,
  subject text not null,
  object text,
  primary key (org, id)
);

-- Teams that were named here: each is its members, told by something that they are known by.
create table team_member (
  org integer not null default 1,
  team text not null,
  member text not null,
  primary key (org, team, member)
);

-- The people file as it was read last: which file of what content, and who is in it.
create table people_file (
  org integer not null default 1,
  version text not null,
  primary key (org)
);
create table people_file_entry (
  org integer not null default 1,
  entry integer not null,
  name text not null,
  teams text[] not null,
  identities text[] not null,
  primary key (org, entry)
);

-- Whom the members of teams turn out to be. Derived.
create table team_person (
  org integer not null default 1,
  team text not null,
  person text not null,
  primary key (org, team, person)
);
create index team_person_name on team_person (org, lower(team));

insert into dirty (kind, key) select 'identity', id from identity where org = 1 and kind = 'email' on conflict do nothing;
insert into dirty (kind, key) select 'credit', repository || ' ' || sha from commit where org = 1 and co_authors is not null
  on conflict do nothing;
insert into dirty (kind, key) select distinct 'authors', home from session_place where org = 1 on conflict do nothing;
insert into dirty (kind, key) select 'people', 'all' where exists (select from identity where org = 1) on conflict do nothing;
`,
} as const
