import { z } from 'zod'

/** A whole number of things. */
export const count = (description: string) => z.int().describe(description)

/** An instant in ISO 8601, UTC. */
export const instant = (description: string) => z.string().meta({ format: 'date-time', description })

/** Milliseconds since 1970 UTC. */
export const milliseconds = (description: string) => z.number().describe(description)

/** Numbers by name. */
export const counts = (description: string) => z.record(z.string(), z.int()).describe(description)

/** How an instant of the store is written in answers. */
export const iso = (at: number): string => new Date(at).toISOString()

/** The same where there may be none. */
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))
