import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyText } from '../../../store/write/copy-text.ts'

/** The files of commits that lines come from, by number. */
export class Origins {
  readonly #client: ClientBase
  readonly #repository: string
  #next: number
  #waiting: string[] = []
  #known = new Map<string, number>()

  /** @param next the number of the next one */
  constructor(client: ClientBase, repository: string, next: number) {
    this.#client = client
    this.#repository = repository
    this.#next = next
  }

  get next(): number {
    return this.#next
  }

  /** Looks up those of commits that were walked over before. */
  async recall(shas: readonly string[]): Promise<void> {
    this.#known.clear()
    if (shas.length === 0) return
    const { rows } = await this.#client.query<{ id: number; sha: string; path: string }>(
      'select id, sha, path from line_origin where org = 1 and repository = $1 and sha = any($2)',
      [this.#repository, shas],
    )
    for (const { id, sha, path } of rows) this.#known.set(`${sha} ${path}`, id)
  }

  /** The number of a commit's file. @param lines how many lines its change lists as added */
  of(sha: string, path: string, lines: number): number {
    const key = `${sha} ${path}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const id = this.#next++
    this.#known.set(key, id)
    this.#waiting.push(`${copyText(this.#repository)}\t${id}\t${copyText(sha)}\t${copyText(path)}\t${lines}\n`)
    return id
  }

  /** The number of one that was looked up; 0 where there is none. */
  known(sha: string, path: string): number {
    return this.#known.get(`${sha} ${path}`) ?? 0
  }

  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return
    const rows = Buffer.from(this.#waiting.join(''))
    this.#waiting = []
    await pipeline(
      [rows],
      this.#client.query(copyFrom('copy line_origin (repository, id, sha, path, lines) from stdin')),
    )
  }
}
