import { normaliseRemote } from '../../connectors/git/index.ts'
import { homeIdentity, homeOf } from '../../model/home.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import { agents } from '../../model/records/session.ts'
import { clamp, lies } from '../../store/delete/clamp.ts'
import { HeldRecords, recordHash } from '../../store/delete/entries.ts'
import type { LeftOut, LeftOutRecord } from '../../store/delete/left-out.ts'
import { orderOf } from '../../store/delete/order.ts'
import { innermostPlace, placeHash } from '../../store/delete/places.ts'
import type { DeletedTime, KeyKind, TombstoneKey, Tombstones } from '../../store/delete/tombstones.ts'
import { withoutAddresses } from '../../store/delete/without-addresses.ts'
import { withoutSessions } from '../../store/delete/without-sessions.ts'
import { recordKey } from '../../store/write/record-key.ts'
import { storableKey } from '../../store/write/storable.ts'
import { makeKeysStorable } from './storable-keys.ts'

/** What stays of records that were read, and what was learned of those that do not. */
export interface Remainder {
  readonly records: readonly AnyRecord[]
  /** Absent where nothing was learned. */
  readonly leftOut?: LeftOut
}

/** A record of which several logs may hold versions. */
type OwnedRecord = Exclude<AnyRecord, { kind: 'session' }> & { readonly at: number }

/**
 * Keeps what was deleted from coming back: takes it out of what connectors yield, before anything of it is hashed,
 * packed or stored. What it learns on the way (a new subagent of a deleted session) it knows from then on itself.
 */
export class DeletionFilter {
  readonly #keys = new Map<KeyKind, Map<string, number>>()
  readonly #times: readonly DeletedTime[]
  readonly #held: HeldRecords
  readonly #addresses: ReadonlySet<string>
  readonly #checkouts: ReadonlyMap<string, true>
  #newKeys: TombstoneKey[] = []
  #newRecords: LeftOutRecord[] = []

  constructor({ keys, times, records, checkouts }: Tombstones) {
    for (const { tombstone, kind, value } of keys) this.#of(kind).set(value, tombstone)
    this.#times = times
    this.#held = new HeldRecords(records)
    this.#addresses = new Set([...this.#of('email').keys()].map((id) => id.slice('email:'.length)))
    const paths = this.#of('place').size > 0 ? checkouts : []
    this.#checkouts = new Map(paths.map((path) => [placeHash(path), true]))
  }

  /** What stays of one batch of a source. */
  drop(records: readonly AnyRecord[]): Remainder {
    for (const record of records) this.#learn(record)
    const commits = this.#commitsOf(records)
    const kept = records.flatMap((record) => this.#remainder(record, commits) ?? [])
    if (this.#newKeys.length === 0 && this.#newRecords.length === 0) return { records: kept }
    const leftOut = { keys: this.#newKeys, records: this.#newRecords }
    this.#newKeys = []
    this.#newRecords = []
    return { records: kept, leftOut }
  }

  #of(kind: KeyKind): Map<string, number> {
    const known = this.#keys.get(kind)
    if (known) return known
    const values = new Map<string, number>()
    this.#keys.set(kind, values)
    return values
  }

  #add(kind: KeyKind, value: string, tombstone: number): void {
    if (this.#of(kind).has(value)) return
    this.#of(kind).set(value, tombstone)
    this.#newKeys.push({ tombstone, kind, value })
  }

  /** Sessions and repositories that belong to what was deleted, though not by their own name. */
  #learn(record: AnyRecord): void {
    if (record.kind === 'session') {
      const tombstone = this.#tombstoneOfSession(record.id) ?? this.#tombstoneOf(record)
      if (tombstone !== undefined) this.#add('session', storableKey(record.id), tombstone)
    } else if (record.kind === 'repository' && record.remote !== undefined) {
      const tombstone = this.#of('remote').get(placeHash(record.remote))
      if (tombstone !== undefined) this.#add('repository', record.id, tombstone)
    } else if (record.kind === 'checkout') {
      const tombstone =
        this.#of('place').get(placeHash(record.path)) ?? this.#of('place').get(placeHash(record.gitDirectory))
      if (tombstone !== undefined) this.#add('repository', record.repository, tombstone)
    }
  }

  /** A subagent of Claude Code has its session's id before its own. */
  #tombstoneOfSession(id: string): number | undefined {
    const sessions = this.#of('session')
    if (sessions.size === 0) return undefined
    const slash = id.indexOf('/')
    return sessions.get(storableKey(id)) ?? (slash < 0 ? undefined : sessions.get(storableKey(id.slice(0, slash))))
  }

  /** What a repository says of a session names it as its log does. */
  #isDeletedLog(logId: string): boolean {
    return agents.some((agent) => this.#tombstoneOfSession(`${agent}:${logId}`) !== undefined)
  }

  #tombstoneOf({ parent, cwd, home, remote }: RecordOf<'session'>): number | undefined {
    if (parent !== undefined) return this.#tombstoneOfSession(parent)
    if (cwd !== undefined) {
      const place = this.#of('place').size > 0 ? innermostPlace(cwd, this.#of('place')) : undefined
      const other = place && innermostPlace(cwd, this.#checkouts)
      if (place && (other?.length ?? 0) <= place.length) return place.value
      const owner = this.#of('home').get(homeIdentity(homeOf(cwd, home ?? null)))
      if (owner !== undefined) return owner
      if (other) return undefined
    }
    const normal = remote === undefined ? undefined : normaliseRemote(remote)
    return normal === undefined ? undefined : this.#of('remote').get(placeHash(normal))
  }

  /** The commits of a batch that go with a person. */
  #commitsOf(records: readonly AnyRecord[]): ReadonlySet<string> {
    const commits = new Set<string>()
    if (this.#addresses.size === 0) return commits
    for (const record of records) {
      if (record.kind !== 'commit') continue
      if ([record.authorEmail, record.committerEmail].some((address) => this.#addresses.has(address.toLowerCase())))
        commits.add(`${record.repository} ${record.sha}`)
    }
    return commits
  }

  #remainder(record: AnyRecord, commits: ReadonlySet<string>): AnyRecord | undefined {
    if (record.kind === 'session') return this.#session(record)
    if ('session' in record) return this.#owned(record, this.#tombstoneOfSession(record.session))
    const repository = record.kind === 'repository' ? record.id : record.repository
    const tombstone = this.#of('repository').get(storableKey(repository))
    switch (record.kind) {
      case 'pullRequest':
        return this.#owned(record, tombstone ?? this.#tombstoneOfAuthor(record, commits))
      case 'fileChange':
      case 'merge':
        if (commits.has(`${repository} ${record.sha}`) || this.#timeOf(record.at)) return undefined
        break
      case 'commit':
        if (commits.has(`${repository} ${record.sha}`) || this.#timeOf(record.committedAt)) return undefined
        if (tombstone === undefined && this.#addresses.size > 0) return withoutAddresses(record, this.#addresses)
        break
      case 'authorshipNote':
        if (tombstone !== undefined || commits.has(`${repository} ${record.sha}`) || this.#timeOf(record.at))
          return undefined
        return withoutSessions(record, (logId) => this.#isDeletedLog(logId))
      case 'checkpoint':
        if (this.#isDeletedLog(record.logId) || this.#timeOf(record.at)) return undefined
        break
      case 'mailmapEntry':
        if (
          [record.email, record.canonicalEmail].some(
            (one) => one !== undefined && this.#addresses.has(one.toLowerCase()),
          )
        )
          return undefined
    }
    return tombstone === undefined ? record : undefined
  }

  #session(record: RecordOf<'session'>): RecordOf<'session'> | undefined {
    if (this.#tombstoneOfSession(record.id) !== undefined) return undefined
    let kept: RecordOf<'session'> | undefined = record
    for (const time of this.#times) kept &&= clamp(kept, time)
    if (kept?.forkedFrom === undefined || this.#tombstoneOfSession(kept.forkedFrom) === undefined) return kept
    const { forkedFrom: _forkedFrom, ...rest } = kept
    return rest
  }

  /** A record that a tombstone takes is remembered, so that its copies in other logs are known. */
  #owned(record: OwnedRecord, byName: number | undefined): AnyRecord | undefined {
    const time = byName === undefined ? this.#timeOf(record.at) : undefined
    const tombstone = byName ?? time?.tombstone
    if (time?.everything || (tombstone === undefined && this.#held.size === 0)) return time ? undefined : record
    const [stored] = makeKeysStorable([record])
    const key = recordKey(stored!)
    const hash = recordHash(record.kind, key)
    const order = orderOf(stored as OwnedRecord)
    const held = this.#held.holds(hash, order)
    if (tombstone === undefined) return held ? undefined : record
    if (!held) {
      this.#held.add(hash, order)
      this.#newRecords.push({ tombstone, kind: record.kind, key, order })
    }
    return undefined
  }

  #tombstoneOfAuthor(record: RecordOf<'pullRequest'>, commits: ReadonlySet<string>): number | undefined {
    const isTheirs =
      commits.has(`${record.repository} ${record.sha}`) || this.#addresses.has(record.authorEmail?.toLowerCase() ?? '')
    return isTheirs ? this.#of('email').values().next().value : undefined
  }

  #timeOf(at: number): DeletedTime | undefined {
    return this.#times.find((time) => lies(at, time))
  }
}
