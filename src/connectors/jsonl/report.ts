import type { ReadReport, SetAside } from '../../model/connector.ts'
import type { Line, Tally } from './parser.ts'

/** Adds up what a batch met; `take` answers the report so far and begins the next. */
export class Report implements Tally {
  private items = 0
  private skips: Record<string, number> = {}
  private unknowns: Record<string, number> = {}
  private versions: Record<string, number> = {}
  private asides: SetAside[] = []

  item(): void {
    this.items++
  }

  skipped(name: string): void {
    this.skips[name] = (this.skips[name] ?? 0) + 1
  }

  unknown(name: string): void {
    this.unknowns[name] = (this.unknowns[name] ?? 0) + 1
  }

  version(version: string): void {
    this.versions[version] = (this.versions[version] ?? 0) + 1
  }

  setAside(line: Line, reason: string): void {
    this.asides.push({ position: line.offset, length: line.length, reason })
  }

  take(bytes: number): ReadReport {
    const report = {
      bytes,
      items: this.items,
      skipped: this.skips,
      unknown: this.unknowns,
      versions: this.versions,
      setAside: this.asides,
    }
    this.items = 0
    this.skips = {}
    this.unknowns = {}
    this.versions = {}
    this.asides = []
    return report
  }
}
