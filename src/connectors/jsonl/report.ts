import type { ReadReport, SetAside } from '../../model/connector.ts'
import type { Line, Tally } from './parser.ts'

/** Names come out of the log: a batch counts so many of a kind, and the rest as one. */
const mostNames = 500
const longestName = 200
const others = 'others'

/** How often each name was met. A log may name anything, also what every object has from its birth. */
class Counts {
  readonly #counts = new Map<string, number>()

  add(name: string): void {
    const kept = name.length > longestName ? `${name.slice(0, longestName)}…` : name
    const counted = this.#counts.has(kept) || this.#counts.size < mostNames ? kept : others
    this.#counts.set(counted, (this.#counts.get(counted) ?? 0) + 1)
  }

  take(): Record<string, number> {
    const counts = Object.fromEntries(this.#counts)
    this.#counts.clear()
    return counts
  }
}

/** Adds up what a batch met; `take` answers the report so far and begins the next. */
export class Report implements Tally {
  private items = 0
  private readonly skips = new Counts()
  private readonly unknowns = new Counts()
  private readonly versions = new Counts()
  private asides: SetAside[] = []

  item(): void {
    this.items++
  }

  skipped(name: string): void {
    this.skips.add(name)
  }

  unknown(name: string): void {
    this.unknowns.add(name)
  }

  version(version: string): void {
    this.versions.add(version)
  }

  setAside(line: Line, reason: string): void {
    this.asides.push({ position: line.offset, length: line.length, reason })
  }

  take(bytes: number): ReadReport {
    const report = {
      bytes,
      items: this.items,
      skipped: this.skips.take(),
      unknown: this.unknowns.take(),
      versions: this.versions.take(),
      setAside: this.asides,
    }
    this.items = 0
    this.asides = []
    return report
  }
}
