/** Logs that were read when long outputs stayed in them are read again, as far as they are still there. */
export const wholeOutputs = {
  version: 6,
  name: 'whole-outputs',
  sql: `
update source set stamp = '', cursor = 'null' where connector in ('claude-code', 'codex');
`,
}
