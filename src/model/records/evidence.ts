import { id, ids, instant, text, texts } from '../field.ts'
import { defineRecord } from '../record.ts'

export const authorshipNote = defineRecord('authorshipNote', {
  doc: 'What a git note says of the sessions that wrote lines of a commit (`refs/notes/ai`, the Git AI standard).',
  key: ['repository', 'sha'],
  conflict: 'latest',
  fields: {
    repository: id('The repository'),
    sha: id('The commit that the note is attached to'),
    note: id('Object id of the note; `gone` once it was taken away'),
    sessions: ids(
      '`<tool>:<session>` of each session that it says lines of, in order; `#<hash>` where it has only the beginning of the SHA-256 of that',
    ),
    lines: texts(
      '`<number in sessions> <line ranges> <path>`: which lines of a file in the commit a session wrote: `0 1-10,15 src/main.rs`',
    ),
    at: instant('When the commit was committed; where it is not in the clone, when notes were last written'),
    seenAt: instant('When this was read'),
  },
})

export const checkpoint = defineRecord('checkpoint', {
  doc: 'A session that a checkpoint of Entire names. Commits name the checkpoint in a trailer `Entire-Checkpoint`.',
  key: ['repository', 'checkpoint', 'logId'],
  conflict: 'span',
  fields: {
    repository: id('The repository'),
    checkpoint: id('Its id'),
    logId: id("The session's id in its log"),
    agent: text('The agent, as the checkpoint names it').maybe(),
    files: texts('Paths of files that it says the session touched').maybe(),
    at: instant('When it was made'),
  },
})
