import { renderMetrics } from '../src/metrics/registry/index.ts'

process.stdout.write(renderMetrics())
