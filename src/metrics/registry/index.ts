import { metricGroups } from './groups.ts'
import type { Metric } from './metric.ts'

export { metricGroups } from './groups.ts'
export { renderMetrics } from './render-metrics.ts'

const byId = new Map(metricGroups.flatMap((group) => group.metrics).map((metric) => [metric.id, metric]))

/** The metric with an id, if there is one. */
export const metricById = (id: string): Metric | undefined => byId.get(id)
