import type { Finding } from './rules/rule.ts'

const marker = /\[redacted: [a-z0-9-]{1,40}\]/g
const longestMarker = 56

/** What stands in place of a secret. */
export const markerFor = (kind: string): string => `[redacted: ${kind}]`

/** Whether a range touches a place that is redacted already. */
const touchesMarker = (text: string, { start, end }: Finding): boolean => {
  const from = Math.max(0, start - longestMarker)
  for (const match of text.slice(from, end + longestMarker).matchAll(marker)) {
    const at = from + match.index
    if (at < end && at + match[0].length > start) return true
  }
  return false
}

/** Joins findings that overlap, in the order of the text; the most telling one names the kind. */
export const mergeFindings = (findings: Finding[]): Finding[] => {
  const merged: Finding[] = []
  for (const finding of findings.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last === undefined || finding.start >= last.end) merged.push(finding)
    else {
      const named = finding.rank < last.rank ? finding : last
      merged[merged.length - 1] = { ...named, start: last.start, end: Math.max(last.end, finding.end) }
    }
  }
  return merged
}

export type Counts = Record<string, number>

/** Replaces the findings of one text and counts them by kind. Findings are merged and in order. */
export const replaceFindings = (text: string, findings: readonly Finding[], counts: Counts): string => {
  let result = ''
  let done = 0
  const hasMarkers = text.includes('[redacted: ')
  for (const finding of findings) {
    if (hasMarkers && touchesMarker(text, finding)) continue
    result += text.slice(done, finding.start) + markerFor(finding.kind)
    done = finding.end
    counts[finding.kind] = (counts[finding.kind] ?? 0) + 1
  }
  return done === 0 ? text : result + text.slice(done)
}
