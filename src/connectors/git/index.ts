import { z } from 'zod'
import type { Connector } from '../../model/connector.ts'
import { discover } from './discover.ts'
import { newestCommit } from './newest-commit.ts'
import { read } from './read.ts'
import { watch } from './watch.ts'

const configSchema = z.strictObject({})

/** Histories of git repositories; see README.md for what is read and how. */
export const git: Connector<z.infer<typeof configSchema>> = {
  name: 'git',
  title: 'Git repositories',
  configSchema,
  discover,
  watch,
  newestIn: ({ id }) => newestCommit(id),
  read,
}

export { linesOfFile } from './file-text.ts'
export { normaliseRemote } from './remote-url.ts'
