import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Scope, withScope } from '../shell/scope.ts'
import { classes } from './classes.ts'

interface Props {
  readonly className?: string
  readonly children: ReactNode
}

/** A place in a session. */
export interface SessionPlace {
  readonly event?: string
  /** The subagent that the event belongs to, where it is not of the session itself. */
  readonly within?: string
  /** Words that are marked there. */
  readonly find?: string
  /** Whether what is folded there is to be opened. */
  readonly open?: 'yes'
}

/** Leads to the replay of a session, at one of its events where one is named. */
export const SessionLink = ({
  id,
  event,
  within,
  find,
  open,
  className,
  children,
}: Props & SessionPlace & { readonly id: string }) => (
  <Link
    to="/sessions/$id"
    params={{ id }}
    {...(event === undefined ? {} : { search: { event, within, find, open } as never })}
    className={classes('evidence', className)}
  >
    {children}
  </Link>
)

/** Opens its evidence in the panel beside the page: `commit:SHA`, `session:ID`, `pr:OWNER/NAME#12`. */
const PanelLink = ({ panel, className, children }: Props & { readonly panel: string }) => (
  <Link
    to="."
    search={(before: Record<string, unknown>) => ({ ...before, panel }) as never}
    resetScroll={false}
    className={classes('evidence', className)}
  >
    {children}
  </Link>
)

/** A commit by its full id. */
export const CommitLink = ({ sha, className, children }: Props & { readonly sha: string }) => (
  <PanelLink panel={`commit:${sha}`} {...(className === undefined ? {} : { className })}>
    {children}
  </PanelLink>
)

/** A pull request by the name of its repository and its number. */
export const PullRequestLink = ({
  repository,
  number,
  className,
  children,
}: Props & { readonly repository: string; readonly number: number }) => (
  <PanelLink panel={`pr:${repository}#${number}`} {...(className === undefined ? {} : { className })}>
    {children}
  </PanelLink>
)

/** A file of a repository, by the id or the name of that, as it was at a commit where one is named. */
export const FileLink = ({
  repository,
  path,
  commit,
  line,
  className,
  children,
}: Props & {
  readonly repository: string
  readonly path: string
  readonly commit?: string
  /** `12`, or `12-20`. */
  readonly line?: string
}) => (
  <Link
    to="/repositories/$id/file"
    params={{ id: repository }}
    search={{ path, commit, line } as never}
    className={classes('evidence', className)}
  >
    {children}
  </Link>
)

/** Narrows everything to a project, a person or a repository. */
export const ScopeLink = ({ scope, className, children }: Props & { readonly scope: Scope }) => (
  <Link to="." search={withScope(scope)} className={classes('evidence', className)}>
    {children}
  </Link>
)
