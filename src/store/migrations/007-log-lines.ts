/** What is stored already gives way to a later reading of its line, as before. */
export const logLines = {
  version: 7,
  name: 'log-lines',
  sql: `
alter table turn add column log_line bytea;
alter table message add column log_line bytea;
alter table usage add column log_line bytea;
alter table tool_call add column log_line bytea;
alter table tool_result add column log_line bytea;
alter table edit add column log_line bytea;
alter table printed_commit add column log_line bytea;
alter table session_event add column log_line bytea;
alter table search_piece add column rank bytea not null default '\\xff';
alter table search_piece alter column rank drop default;
`,
}
