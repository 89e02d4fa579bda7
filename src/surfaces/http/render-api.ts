import type { Answer, Lines } from '../answers/answer.ts'
import { answers, lines } from '../answers/index.ts'
import type { Action } from './actions/action.ts'
import { actions } from './actions/index.ts'
import { parametersOf } from './openapi.ts'

const introduction = `# HTTP API

Printed from the registry in \`src/surfaces/answers\` by \`npm run docs\`; do not edit it here.

The server answers on 127.0.0.1 what the command line answers: the items below are what \`--json\` prints.
\`/api/openapi.json\` describes every path with its schemas (OpenAPI 3.1).

## Who may ask

Loopback is no boundary between the users of one machine: without a key nothing is told, whatever the path.

- A **browser** comes by a one-time link (\`maestro link\`), which opens once and for ten minutes. It gets a cookie for 90
  days after its last visit; the server keeps the SHA-256 of its key.
- A **program** of the same user sends \`Authorization: Bearer SECRET\` with \`control\` from \`server.json\` in the data folder,
  which is new with each start of the server. Only it may \`POST /control/link\` (\`{url}\`), \`GET /control/status\` and
  \`GET /health\` (\`{pid}\`).
- A foreign \`Origin\`, and what a browser sends on behalf of another site, is refused; so is a \`Host\` that is not this one's.
- What **changes** something (\`POST\`, \`DELETE\` below \`/api\`) is done by a person on a page alone: the browser's cookie, the
  own \`Origin\`, \`Sec-Fetch-Site: same-origin\` and JSON, all of them. Programs use the command line.

## Pages, errors, caching

- A list is \`{items, next}\`; \`next\` as \`cursor\` gives the page after it, null ends the list. A cursor names the last item of
  its page, so that what is added meanwhile neither repeats an item nor leaves one out; a session that goes on while it is
  read moves to the front. A \`limit\` over the maximum is an error.
- An error is \`{"error": {"code", "message", "next"}}\`: 400 it cannot be asked so, 403 closed, 404 there is none, 409 busy,
  413 too large, 500 a fault, 503 the database cannot be asked just now.
- Every JSON answer has an \`ETag\`, and \`If-None-Match\` gets 304. Nothing is left in a browser's cache (\`no-store\`): a program
  keeps the tag and the answer itself.
- \`/api/events\` tells of changes as they happen, as server-sent events named \`change\`: \`{"kind", "keys"}\`. Without keys
  anything of that kind may have changed; of the kind \`everything\`, anything at all. Whoever comes back with
  \`Last-Event-ID\` is told \`everything\` first.`

const parameterRows = (of: Pick<Answer | Action, 'path' | 'parameters'>): string => {
  const rows = parametersOf(of).map(({ name, in: place, description, schema }) => {
    const usual = (schema as { default?: unknown }).default
    const notes = [description, usual === undefined ? '' : `(default: ${usual})`].filter(Boolean).join(' ')
    return `| \`${name}\`${place === 'path' ? ' (path)' : ''} | ${notes.replaceAll('|', '\\|')} |`
  })
  return rows.length === 0 ? '' : ['| parameter | what it does |', '|---|---|', ...rows].join('\n')
}

const heading = (method: string, { path, summary }: Pick<Answer | Action, 'path' | 'summary'>): string =>
  `## ${method} /api${path}\n\n${summary[0]!.toUpperCase()}${summary.slice(1)}.`

const section = (answer: Answer | Lines): string =>
  `${heading('GET', answer)}\n\n${parameterRows(answer) || 'No parameters.'}`

const actionSection = (action: Action): string => {
  const body = parameterRows({ path: '/', parameters: action.body })
  const parts = [parameterRows(action), body && `In the body:\n\n${body}`, 'Only from a page (see who may change).']
  return [heading(action.method, action), ...parts.filter(Boolean)].join('\n\n')
}

/** The HTTP API as a page of Markdown: what stands in docs/api.md. */
export const renderApi = (): string =>
  `${[introduction, ...[...answers, ...lines].map(section), ...actions.map(actionSection)].join('\n\n')}\n`
