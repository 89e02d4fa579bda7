import type { RecordOf } from '../../model/records/index.ts'

type Note = Pick<RecordOf<'authorshipNote'>, 'sessions' | 'lines'>

/** The log's own id in the name of a session (`claude-code:<id>`, in a note `claude:<id>`). */
export const logIdIn = (name: string): string => name.slice(name.indexOf(':') + 1)

/** A note without what it says of the sessions whose logs' ids are told. The same object where that is nothing. */
export const withoutSessions = <N extends Note>(note: N, isGone: (logId: string) => boolean): N => {
  const sessions = note.sessions.filter((name) => !isGone(logIdIn(name)))
  if (sessions.length === note.sessions.length) return note
  const lines = note.lines.flatMap((line) => {
    const end = line.indexOf(' ')
    const index = sessions.indexOf(note.sessions[Number(line.slice(0, end))] ?? '')
    return index === -1 ? [] : [`${index}${line.slice(end)}`]
  })
  return { ...note, sessions, lines }
}
