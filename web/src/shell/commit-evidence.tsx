import { useAnswer } from '../api/hooks.ts'
import { Answered } from '../ui/answered.tsx'
import { count, plural } from '../ui/format.ts'
import { FileLink, PullRequestLink } from '../ui/links.tsx'
import { Say } from '../ui/say.tsx'
import { visibleLine } from '../ui/visible.ts'
import { When } from '../ui/when.tsx'
import { Behind } from './behind.tsx'
import { Facts } from './facts.tsx'

/** A commit in the panel: who, when, and what it changed. */
export const CommitEvidence = ({ sha, repo }: { readonly sha: string; readonly repo?: string }) => (
  <Answered query={useAnswer('commit', { sha, repo })}>
    {(commit) => (
      <>
        <h2 className="mb-4 text-[1.1rem] leading-snug font-semibold">
          <Say text={commit.subject || commit.commit.slice(0, 8)} />
        </h2>
        <Facts
          facts={[
            [
              'Commit',
              <code key="commit" className="font-mono text-xs">
                {commit.commit.slice(0, 12)}
              </code>,
            ],
            ['Repository', <Say key="repository" text={commit.repository} />],
            ['Author', <Say key="author" text={commit.person} />],
            ['Committed', <When key="at" at={commit.committedAt} />],
            ['Lines', `+${count(commit.added)} −${count(commit.removed)}`],
            [
              'Pull request',
              commit.pullRequest && (
                <PullRequestLink repository={commit.repository} number={commit.pullRequest.number}>
                  #{commit.pullRequest.number}
                  {commit.pullRequest.inferred ? ', inferred' : ''}
                </PullRequestLink>
              ),
            ],
          ]}
        />
        <Behind sessions={commit.sessions} lines={commit} what="commit" />
        <h3 className="eyebrow mt-5 mb-2">{plural(commit.files, 'file')}</h3>
        <ul className="text-xs">
          {commit.changes.map(({ path, binary, operation, added, removed }) => (
            <li key={path} className="flex justify-between gap-4 border-t border-line py-1">
              <span className="min-w-0 font-mono wrap-anywhere">
                {binary || operation === 'delete' ? (
                  visibleLine(path)
                ) : (
                  <FileLink repository={commit.repositoryId} path={path} commit={commit.commit}>
                    {visibleLine(path)}
                  </FileLink>
                )}
              </span>
              <span className="shrink-0 text-soft">
                {operation === 'update' ? '' : `${operation} `}
                {binary ? 'binary' : `+${count(added)} −${count(removed)}`}
              </span>
            </li>
          ))}
        </ul>
      </>
    )}
  </Answered>
)
