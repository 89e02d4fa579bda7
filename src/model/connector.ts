import type { z } from 'zod'
import type { Json } from './field.ts'
import type { AnyRecord } from './records/index.ts'

/** One thing that a connector reads from and that has a cursor of its own: a log file, a repository. */
export interface Source {
  /** The connector's name. */
  readonly connector: string
  /** Stable name within the connector: an absolute path. */
  readonly id: string
  /** The home directory that the source was found in, where it was found in one. */
  readonly home?: string
  /** The user named it: what it says of its own places is looked at wherever that is, not only in the roots. */
  readonly named?: boolean
  /** Bytes there now; for what has no size, 0. */
  readonly size: number
  /** A value that differs whenever there may be something new (size, time of change, file identity; or the tips of all refs). */
  readonly stamp: string
  /** Milliseconds since 1970 of the newest thing in it, as far as can be told without reading it: newest is read first. */
  readonly newest: number
}

/** A stretch of a source that could not be understood. It is counted and reported, never lost silently. */
export interface SetAside {
  /** Where it starts: a byte offset, or for git the index in the list of commits. */
  readonly position: number
  readonly length: number
  /** A plain phrase: "line is not JSON", "line over 64 MB". */
  readonly reason: string
  /** What names it where no position does: a commit id, a path. */
  readonly subject?: string
}

/** What was met on the way, added up per source. */
export interface ReadReport {
  readonly bytes: number
  /** Lines (or commits) that were read. */
  readonly items: number
  /** Items that hold nothing worth keeping, by name. */
  readonly skipped: Readonly<Record<string, number>>
  /** Types and fields that the connector does not know, by name (`type:foo`, `field:assistant.bar`). */
  readonly unknown: Readonly<Record<string, number>>
  /** Versions of the program that wrote the source. */
  readonly versions: Readonly<Record<string, number>>
  readonly setAside: readonly SetAside[]
}

/** Records read, and the cursor that stands after them. Both are written in one transaction. */
export interface Batch {
  readonly records: readonly AnyRecord[]
  readonly cursor: Json
  readonly report: ReadReport
  /** Set on the first batch after the source was truncated or replaced and is read from its start again. */
  readonly restarted?: boolean
}

/** Where to look. */
export interface DiscoverContext {
  /** Home directories to look for logs in. */
  readonly homes: readonly Home[]
  /** Repositories named by the user: work trees, git directories or bare repositories. */
  readonly repositories: readonly string[]
  /** Working directories that sessions ran in, from the records: existing ones lead to repositories. */
  readonly workingDirectories: readonly string[]
  /** Folders that the user named: what a log names (a working directory, a file) is opened only in or below one of them. */
  readonly roots: readonly string[]
}

/** A home directory, or the folders that stand in for one. */
export interface Home {
  /** The directory that names the home: `/home/ana`. */
  readonly path: string
  /** Folders that hold Claude Code's `projects/`. */
  readonly claudeFolders: readonly string[]
  /** Folders that hold Codex's `sessions/`. */
  readonly codexFolders: readonly string[]
}

/** Something that a connector could not look into, and what to do about it. */
export interface DiscoverProblem {
  readonly path: string
  readonly reason: string
  readonly next: string
}

/** What `discover` yields. */
export type Discovered = { readonly source: Source } | { readonly problem: DiscoverProblem }

/** A folder in which something new may appear. */
export interface WatchedFolder {
  /** Absolute. It need not exist yet. */
  readonly path: string
  /** Whether folders below it are watched, too. */
  readonly deep: boolean
  /** Whether a change of the file that has this path below the folder (`/` between the parts) matters. Default: any does. */
  accepts?(below: string): boolean
  /** Whether a folder below it, by its path below it, may hold what matters. Default: every folder may. */
  enters?(below: string): boolean
}

/** How long a program keeps what it wrote. */
export interface Retention {
  /** Its sources lie below this folder. */
  readonly folder: string
  /** Days after the last change of a source at which it may be deleted; 0: at the program's next start. */
  readonly days: number
}

/** What `read` may use. */
export interface ReadContext<Config = unknown> {
  readonly config: Config
  /** As in `DiscoverContext`. */
  readonly roots: readonly string[]
  /** Milliseconds since 1970: the `seenAt` of what is read. */
  readonly now: number
  readonly signal?: AbortSignal
}

/**
 * A source of records. Everything that is particular to a source's format and semantics stands in its connector;
 * everything else (redaction, hashing, storing, resuming) in ingest.
 */
export interface Connector<Config = unknown> {
  readonly name: string
  /** What it reads, for people: "Claude Code sessions". */
  readonly title: string
  readonly configSchema: z.ZodType<Config>
  /**
   * Finds what there is to read. Cheap: it lists and looks at file status, it opens no unchanged file. With `changed`
   * (absolute paths of files and folders in what `watch` told of) only what lies at, in or below one of them, or what
   * one of them belongs to.
   */
  discover(context: DiscoverContext, changed?: readonly string[]): AsyncIterable<Discovered>
  /**
   * Where to look out for changes, so that `discover` need not look through everything again. With `changed` only
   * folders that lie at, in or below one of those paths, or that one of them belongs to.
   */
  watch?(context: DiscoverContext, changed?: readonly string[]): AsyncIterable<WatchedFolder>
  /** When the programs that write the sources delete them, where they do. */
  retention?(homes: readonly Home[]): Promise<readonly Retention[]>
  /**
   * A closer look at how new a source is, in milliseconds since 1970, so that the newest is read first whatever the
   * times of files say. It may open the source; it is asked only of what has changed.
   */
  newestIn?(source: Source): Promise<number | undefined>
  /**
   * Reads on from a cursor (from the start without one) to what is there now. A cursor is only ever one that this
   * connector yielded. When the source was truncated or replaced, it starts over by itself.
   */
  read(source: Source, cursor: Json | undefined, context: ReadContext<Config>): AsyncIterable<Batch>
}
