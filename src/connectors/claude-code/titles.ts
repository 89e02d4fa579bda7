import { countAt, type JsonObject, stringAt } from '../jsonl/index.ts'
import { emitEvent, type Place, type Scribe } from './scribe.ts'

/** A name that the human (`custom-title`), or the agent (`ai-title`, `agent-name`), gave the session. */
export const readTitle = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const given = stringAt(value, 'customTitle')
  const title = given ?? stringAt(value, 'aiTitle') ?? stringAt(value, 'agentName')
  if (title !== undefined) emitTitle(scribe, place, title, given === undefined ? 'agent' : 'human')
}

/**
 * The title that a summary gives. A log also begins with those of other sessions, and names none: it is this one's
 * when it was made for one of its last lines.
 */
export const readSummaryTitle = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const title = stringAt(value, 'summary')
  const leaf = stringAt(value, 'leafUuid')
  if (title === undefined || leaf === undefined || !scribe.state.recent.includes(shortId(leaf))) {
    scribe.tally.skipped('summary of another session')
  } else {
    emitTitle(scribe, place, title, 'summary')
  }
}

const emitTitle = (scribe: Scribe, place: Place, title: string, source: 'human' | 'agent' | 'summary'): void => {
  if (scribe.state.title === title) {
    scribe.tally.skipped('title again')
    return
  }
  scribe.state.title = title
  emitEvent(scribe, place, 'title', { title, source })
}

/** A pull request that the session opened or worked on. */
export const readPullRequest = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const number = countAt(value, 'prNumber')
  const url = stringAt(value, 'prUrl')
  const repository = stringAt(value, 'prRepository')
  if (number > 0 && url !== undefined && repository !== undefined) {
    emitEvent(scribe, place, 'pr-link', { number, url, repository })
  }
}

/** Remembers the id of a line as one of the last. */
export const noteLine = (scribe: Scribe, uuid: string): void => {
  const recent = scribe.state.recent
  if (recent.length >= 2 * remembered) recent.splice(0, remembered)
  recent.push(shortId(uuid))
}

const remembered = 50
const shortId = (uuid: string): string => uuid.slice(0, 8)
