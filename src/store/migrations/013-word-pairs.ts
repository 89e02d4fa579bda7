/** Which words stand next to each other: most of what only has the words of a phrase is told apart from what has it. */
export const wordPairs = {
  version: 13,
  name: 'word-pairs',
  sql: `
-- Null where it is not known: of what was read before there were pairs, and of very long texts.
alter table search_piece add column pairs integer[];
alter table search_hour add column pairs integer[];
create index search_hour_pairs on search_hour using gin (pairs);
create index search_hour_without_pairs on search_hour (org) where pairs is null;

-- Hours with some words, always by the index: the planner does not know what it costs to open all the words of an hour.
create function search_hours(wanted tsquery) returns setof search_hour language sql stable set enable_seqscan = off
  as 'select * from search_hour where words @@ wanted';
`,
} as const
