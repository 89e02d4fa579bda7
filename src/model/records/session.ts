import { id, instant, one, text, texts } from '../field.ts'
import { defineRecord } from '../record.ts'

/** The agents whose logs are read. */
export const agents = ['claude-code', 'codex'] as const

export const session = defineRecord('session', {
  doc: 'One conversation with an agent, from one log. A subagent is a session with a parent.',
  key: ['id'],
  conflict: 'span',
  fields: {
    id: id('`claude-code:<uuid>`, `codex:<uuid>`; a subagent of Claude Code: `claude-code:<uuid>/<agent id>`'),
    agent: one(agents, 'Which agent'),
    logId: id("The log's own session id"),
    parent: id('The session that started this subagent').maybe(),
    parentCall: id('The tool call that started this subagent').maybe(),
    forkedFrom: id('The session whose history this one resumes or forks').maybe(),
    subagentType: text('What kind of subagent: `Explore`, `general-purpose`').maybe(),
    subagentTask: text('What the subagent was started for, in a few words').maybe(),
    home: id('The home directory that holds the log').maybe(),
    cwd: text('The working directory it started in').maybe(),
    branch: text('The git branch it started on').maybe(),
    remote: text('The URL of the git remote, where the log says it').maybe(),
    baseCommit: id('The commit that was checked out at the start, where the log says it').maybe(),
    entrypoint: text('How it was started: `cli`, `vscode`, `codex_exec`').maybe(),
    version: text("The agent's version at the start").maybe(),
    slug: text('A name that the agent gave it').maybe(),
    models: texts('Models that answered in it').maybe(),
    startedAt: instant('First timestamp'),
    endedAt: instant('Last timestamp'),
  },
})
