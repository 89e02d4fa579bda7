import type { Places } from '../read-step.ts'

export interface Damage {
  readonly sound: Places
  readonly damaged: Places
  /** How many stretches of a damaged source must be set aside that are none in the sound one. */
  readonly setAside: (source: string) => number
  /** Damaged sources of which nothing at all can be read. */
  readonly unreadable: readonly string[]
}

/** Input of one connector, as the conformance suite lays it out, cuts, damages and plants it. */
export interface ConnectorInput {
  readonly connector: string
  /** Writes all of it below a folder. */
  lay(folder: string): Places
  /** Writes it as far as it had come at a share (0 to 1) of its growth; shares only grow within a folder. */
  grow(folder: string, share: number): Places
  /**
   * Writes it twice, once with blanks where the other one is damaged in every way that must not touch the rest.
   */
  damage(sound: string, damaged: string): Damage
  /** Writes it with a secret in every place where people and agents write. */
  plant(folder: string, secret: (place: string) => string): Places
  /** Columns, and fields in chunks, that must then show that something was redacted. */
  readonly redacted: readonly string[]
  /** Writes it with values of wrong types and hostile texts in its fields. */
  distort(folder: string): Places
}
