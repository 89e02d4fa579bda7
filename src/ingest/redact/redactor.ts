import { createMarkerScan } from './marker-scan.ts'
import { type Counts, mergeFindings, replaceFindings } from './replace.ts'
import { ownRules } from './rules/index.ts'
import type { Finding, Rule } from './rules/rule.ts'
import { loadSecretlintRules } from './secretlint/rules.ts'

export interface Redacted {
  /** As many texts as were given, in their order; those without secrets are the very same strings. */
  readonly texts: string[]
  /** How many secrets of each kind were replaced. */
  readonly counts: Counts
}

/** Replaces secrets in texts by `[redacted: kind]`. */
export interface Redactor {
  redact(texts: readonly string[]): Redacted
}

/** What stands between joined texts: no rule matches across it. */
const separator = '\n\0\n'
/** Texts are joined up to about this many characters. */
const chunkLength = 2_000_000
/** No secret with the name or prefix that gives it away is shorter. */
const shortestText = 8
/** How often a text is gone over again because a replacement laid bare another secret. */
const mostRounds = 6

interface Chunk {
  readonly text: string
  /** Index of each joined text. */
  readonly indexes: readonly number[]
  /** Where each of them begins. */
  readonly starts: readonly number[]
}

function* chunksOf(texts: readonly string[], indexes: Iterable<number>): Generator<Chunk> {
  let parts: string[] = []
  let members: number[] = []
  let starts: number[] = []
  let length = 0
  const take = (): Chunk => {
    const chunk = { text: parts.join(separator), indexes: members, starts }
    parts = []
    members = []
    starts = []
    length = 0
    return chunk
  }
  for (const index of indexes) {
    const text = texts[index]!
    if (text.length < shortestText) continue
    if (length > 0 && length + text.length > chunkLength) yield take()
    parts.push(text)
    members.push(index)
    starts.push(length)
    length += text.length + separator.length
  }
  if (parts.length > 0) yield take()
}

/** Makes a redactor of rules: one pass over the joined texts asks all of them. */
export const redactorOf = (rules: readonly Rule[]): Redactor => {
  const scan = createMarkerScan(rules)

  const findingsOf = (text: string): Finding[] => {
    const findings: Finding[] = []
    scan(text, (kind, start, end, rank) => findings.push({ kind, start, end, rank }))
    return mergeFindings(findings)
  }

  const redactChunk = (chunk: Chunk, texts: string[], counts: Counts, changed: number[]): void => {
    const findings = findingsOf(chunk.text)
    let member = 0
    for (let from = 0; from < findings.length; ) {
      while (member + 1 < chunk.starts.length && chunk.starts[member + 1]! <= findings[from]!.start) member++
      const start = chunk.starts[member]!
      const index = chunk.indexes[member]!
      const text = texts[index]!
      const own: Finding[] = []
      for (; from < findings.length && findings[from]!.start < start + text.length; from++) {
        const finding = findings[from]!
        own.push({ ...finding, start: finding.start - start, end: Math.min(finding.end - start, text.length) })
      }
      if (own.length === 0) from++
      const redacted = replaceFindings(text, own, counts)
      if (redacted !== text) {
        texts[index] = redacted
        changed.push(index)
      }
    }
  }

  return {
    redact(given) {
      const texts = [...given]
      const counts: Counts = {}
      let pending: Iterable<number> = texts.keys()
      for (let round = 0; round < mostRounds; round++) {
        const changed: number[] = []
        for (const chunk of chunksOf(texts, pending)) redactChunk(chunk, texts, counts, changed)
        if (changed.length === 0) break
        pending = changed
      }
      return { texts, counts }
    },
  }
}

/** Makes the redactor of everything that is stored: our rules and secretlint's. */
export const createRedactor = async (): Promise<Redactor> => redactorOf([...ownRules, ...(await loadSecretlintRules())])
