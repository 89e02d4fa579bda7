/** What a figure must reach: its median is judged. */
export interface Bound {
  /** Missing this fails the run. */
  readonly atMost: number
  /** What we would like to reach. */
  readonly aim?: number
}

/**
 * Megabytes of logs from which on bounds hold. With less, all that is measured of both programs is how they start.
 */
export const boundsFrom = 100

/** Every bound there is, by `<bench>/<figure>`. */
export const bounds: Readonly<Record<string, Bound>> = {
  'first-import/times-as-long': { atMost: 20, aim: 8 },
  'first-import/node-memory': { atMost: 700 },
  'first-import/newest-week': { atMost: 3 },
  'usage-again/times-as-long': { atMost: 1, aim: 0.5 },
  'usage-again/ten-times-the-logs': { atMost: 1.2 },
  'links/linked': { atMost: 10, aim: 5 },
  'links/walked': { atMost: 30 },
  'links/new-commit': { atMost: 1 },
  'links/node-memory': { atMost: 700 },
  'scale/long-history node-memory': { atMost: 700 },
  'api/p99': { atMost: 50 },
  'api/search p99': { atMost: 100 },
  'web/interaction p95': { atMost: 100, aim: 50 },
  'web/route p95': { atMost: 100, aim: 50 },
  'web/filter p95': { atMost: 100, aim: 50 },
  'web/palette p95': { atMost: 100, aim: 50 },
  'web/jump p95': { atMost: 100, aim: 50 },
  'web/first-load': { atMost: 1000 },
  'web/scripts': { atMost: 250 },
  // 55 frames a second.
  'web/frame': { atMost: 1000 / 55 },
  'web/heap': { atMost: 300 },
  'web/page-memory': { atMost: 300 },
}
