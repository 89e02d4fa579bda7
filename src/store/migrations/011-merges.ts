/** What merge commits made of what they merged. Histories that were read without it are read once more. */
export const merges = {
  version: 11,
  name: 'merges',
  sql: `
create table merge (
  org integer not null default 1,
  repository text not null,
  sha text not null,
  deleted text[] not null,
  taken jsonb not null,
  unknown text[] not null,
  combined jsonb not null,
  added_lines bytea not null,
  removed_lines bytea not null,
  at timestamptz not null,
  chunk bigint,
  primary key (org, repository, sha)
);

update source set stamp = '', cursor = 'null' where connector = 'git';
`,
} as const
