import { expect, it } from 'vitest'
import { metricById, metricGroups } from './index.ts'

const metrics = metricGroups.flatMap((group) => group.metrics)

it('has one entry for an id, and every field of it', () => {
  expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length)
  for (const metric of metrics) {
    expect(metric.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(metric.question).toMatch(/\?$/)
    expect(metric.definition).toMatch(/\.$/)
    expect(metric.caveats.length).toBeGreaterThan(0)
    expect(metric.unit && metric.name && metric.source).toBeTruthy()
    expect(metricById(metric.id)).toBe(metric)
  }
  expect(metricById('none')).toBeUndefined()
})
