import { metricGroups } from './groups.ts'
import type { Metric } from './metric.ts'

const introduction = `# What the numbers mean

Printed from the registry in \`src/metrics/registry\` by \`npm run docs\`; do not edit it here.

Every total is deterministic: the same records give the same figure, on any machine and in any order.`

const metricText = ({ id, name, question, definition, unit, caveats, source }: Metric): string =>
  [
    `### ${name}\n`,
    `**${question}**\n`,
    `${definition}\n`,
    `- Unit: ${unit}`,
    ...caveats.map((caveat) => `- Caveat: ${caveat}`),
    `- Source: ${source}`,
    `- Id: \`${id}\``,
  ].join('\n')

/** All metrics as a page of Markdown: what stands in docs/metrics.md. */
export const renderMetrics = (): string =>
  `${[introduction, ...metricGroups.flatMap((group) => [`## ${group.title}`, ...group.metrics.map(metricText)])].join(
    '\n\n',
  )}\n`
