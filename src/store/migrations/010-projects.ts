/** Projects as people named them. */
export const projects = {
  version: 10,
  name: 'projects',
  sql: `
-- A part of a project: a repository ('repository'), a path inside of one ('path'), or the keys of a tracker ('ticket').
-- A project is its parts: one without any is none.
create table project_part (
  org integer not null default 1,
  project text not null,
  kind text not null,
  repository text not null default '',
  value text not null default '',
  primary key (org, project, kind, repository, value)
);
create index project_part_name on project_part (org, lower(project));
`,
} as const
