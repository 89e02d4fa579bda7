import type { Figure } from './figure.ts'
import type { Input } from './input/input.ts'
import type { Peer } from './peer/find-peer.ts'

/** What a bench runs with. */
export interface BenchContext {
  /** A folder for whatever a bench writes; removed afterwards. */
  readonly scratch: string
  readonly inputs: readonly Input[]
  /** Git histories that were named. */
  readonly histories: readonly string[]
  /** How many rounds were asked for; each bench has its own default. */
  readonly rounds: number | undefined
  /** How many minutes a bench that goes by the clock was given. */
  readonly minutes: number | undefined
  /** Cases that were asked for, of a bench that has several; empty: all. */
  readonly cases: readonly string[]
  readonly peer: () => Promise<Peer>
  /** Says what is going on. */
  readonly note: (text: string) => void
}

/** What a bench found. */
export interface BenchResult {
  readonly figures: readonly Figure[]
  /** What a reader must know of how it was measured. */
  readonly remarks: readonly string[]
}

/** A bench: what is measured and how. */
export interface Bench {
  readonly name: string
  readonly title: string
  /** It makes its own input, takes long, and runs only when it is named. */
  readonly alone?: true
  readonly run: (context: BenchContext) => Promise<BenchResult>
}
