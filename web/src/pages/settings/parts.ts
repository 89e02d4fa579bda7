/** The parts of the page, in its order: by `anchor` an address leads to one. */
export const parts = [
  { anchor: 'sources', title: 'Sources' },
  { anchor: 'people', title: 'People' },
  { anchor: 'teams', title: 'Teams' },
  { anchor: 'projects', title: 'Projects' },
  { anchor: 'redacted', title: 'What was redacted' },
  { anchor: 'stored', title: 'What is stored' },
  { anchor: 'prices', title: 'Prices in force' },
  { anchor: 'delete', title: 'Delete' },
] as const
