const name = `case session.agent when 'claude-code' then 'claude' else session.agent end || ':' || session.log_id`
const hash = `encode(sha256(convert_to(${name}, 'UTF8')), 'hex')`

/**
 * How notes name a session, as SQL over a row `session`: by what they call its agent and the id in its log, or by the
 * beginning of a hash of both.
 */
export const namesInNotesSql = `array[${name}, '#' || left(${hash}, 16), '#s_' || left(${hash}, 14)]`
