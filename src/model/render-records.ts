import type { Field } from './field.ts'
import type { RecordKind } from './record.ts'
import { recordKinds } from './records/index.ts'

const meaning = {
  first: 'Seen in several logs, it belongs to the earliest session.',
  largest: 'Seen in several logs, the fullest count stands, with the earliest session.',
  span: 'Seen in pieces, they are joined.',
  latest: 'Read again, the latest reading stands.',
  keep: 'It never changes.',
} as const

const stored = {
  id: 'text',
  ids: 'texts',
  text: 'text, redacted',
  texts: 'texts, redacted',
  body: 'compressed text, redacted',
  document: 'compressed JSON, redacted',
  details: 'JSON, redacted',
  instant: 'time',
  integer: 'number',
  flag: 'yes or no',
  lines: 'keyed hashes, never the lines',
} as const

const renderKind = (kind: RecordKind): string => `## ${kind.name}

${kind.doc} Key: ${kind.key.map((field) => `\`${field}\``).join(', ')}. ${meaning[kind.conflict]}

| field | kept as | what it says |
|---|---|---|
${Object.entries(kind.fields)
  .map(
    ([name, field]: [string, Field]) =>
      `| \`${name}\` | ${stored[field.type]}${field.optional ? ', may be absent' : ''} | ${field.doc.replaceAll('|', '\\|')} |`,
  )
  .join('\n')}
`

/** The kinds of records as a page of documentation. */
export const renderRecords = (): string => `# Records

Printed from \`src/model/records\` by \`npm run docs\`; do not edit it here.

Records are the facts that Maestro keeps. Everything else is derived from them and can be computed again (\`maestro rebuild\`).
\`maestro export\` prints them.

${Object.values(recordKinds).map(renderKind).join('\n')}`
