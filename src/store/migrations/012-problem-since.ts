/** Since when a source cannot be read, and what to do about it. */
export const problemSince = {
  version: 12,
  name: 'problem-since',
  sql: `
alter table source add column problem_since timestamptz, add column problem_next text;
update source set problem_since = last_read_at where problem is not null;
`,
} as const
