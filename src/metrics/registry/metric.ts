/**
 * What a number means. Documentation, "what is this?" in the application and the MCP tools all print this entry, so that
 * a number means the same everywhere.
 */
export interface Metric {
  /** Never changes: `active-time-agents`. */
  readonly id: string
  /** As people see it: "active time of agents". */
  readonly name: string
  /** The question that it answers, ending in a question mark. */
  readonly question: string
  /** How it is counted, so exactly that two people count the same. */
  readonly definition: string
  /** What one of it is: `tokens`, `minutes`, `US dollars`. */
  readonly unit: string
  /** What it does not tell, and where it misleads. */
  readonly caveats: readonly string[]
  /** The records that it is computed from, and where the definition comes from. */
  readonly source: string
}

/** Metrics that are read together. */
export interface MetricGroup {
  readonly title: string
  readonly metrics: readonly Metric[]
}
