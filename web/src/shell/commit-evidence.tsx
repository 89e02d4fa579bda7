import { useAnswer } from '../api/hooks.ts'
import { Answered } from '../ui/answered.tsx'
import { count } from '../ui/format.ts'
import { PullRequestLink } from '../ui/links.tsx'
import { Say } from '../ui/say.tsx'
import { visibleLine } from '../ui/visible.ts'
import { When } from '../ui/when.tsx'
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
        <h3 className="eyebrow mt-5 mb-2">{count(commit.files)} files</h3>
        <ul className="text-xs">
          {commit.changes.map(({ path, binary, operation, added, removed }) => (
            <li key={path} className="flex justify-between gap-4 border-t border-line py-1">
              <span className="min-w-0 font-mono wrap-anywhere">{visibleLine(path)}</span>
              <span className="shrink-0 text-soft">
                {operation === 'modify' ? '' : `${operation} `}
                {binary ? 'binary' : `+${count(added)} −${count(removed)}`}
              </span>
            </li>
          ))}
        </ul>
      </>
    )}
  </Answered>
)
