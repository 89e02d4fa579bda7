import type { Answer } from '../api/ask.ts'
import { useAnswer } from '../api/hooks.ts'
import { Answered } from '../ui/answered.tsx'
import { count, percent, plural } from '../ui/format.ts'
import { CommitLink, SessionLink } from '../ui/links.tsx'
import { Say } from '../ui/say.tsx'
import { When } from '../ui/when.tsx'
import { Behind } from './behind.tsx'
import { shareInWords } from './behind-words.ts'

type Making = Answer<'pull-request'>

/** What a pull request brought and the prompts behind it; what ran in its repository meanwhile: at the same time, no more. */
export const PullRequestMaking = ({ repo, number }: { readonly repo: string; readonly number: string }) => (
  <Answered query={useAnswer('pull-request', { repo, number })} lines={4}>
    {(making) => (
      <>
        <Behind sessions={making.behind} lines={making} what="pull request" />
        <Commits {...making} />
        <Sessions {...making} />
      </>
    )}
  </Answered>
)

const Commits = ({ commits, made: { squashed } }: Making) => (
  <section className="mt-5">
    <h3 className="eyebrow mb-1">{squashed ? 'One squashed commit' : plural(commits.length, 'commit')}</h3>
    <ul className="space-y-1 text-xs">
      {commits.map((commit) => (
        <li key={commit.commit}>
          <CommitLink sha={commit.commit}>
            <Say text={commit.subject} />
          </CommitLink>{' '}
          <span className="text-soft">
            <Say text={commit.person} />, <When at={commit.authoredAt} />
          </span>{' '}
          <span className="whitespace-nowrap">
            <span className="text-added">+{count(commit.added)}</span>{' '}
            <span className="text-removed">−{count(commit.removed)}</span>
          </span>
          <FoundIn {...commit} />
        </li>
      ))}
    </ul>
  </section>
)

const FoundIn = ({ countedLines, foundLines }: Making['commits'][number]) => {
  const share = shareInWords(countedLines, foundLines)
  return share === undefined ? null : (
    <span className="text-soft" title={`${share} found in session edits`}>
      {' '}
      {percent(foundLines! / countedLines!)} in session edits
    </span>
  )
}

const Sessions = ({ made, sessions: { total, items } }: Making) => (
  <section className="mt-5">
    <h3 className="eyebrow mb-1">
      {made.squashed ? 'Ran in the day before it was merged' : 'Ran here while it was made'}
    </h3>
    <p className="mb-1 text-xs text-soft">
      {total === 0 ? 'No session ran in its repository ' : `${plural(total, 'session')} ran in its repository `}
      from <When at={made.since} /> to <When at={made.until} />
      {total === 0 ? '.' : ', at the same time: that alone does not say that they made it.'}
    </p>
    <ul className="space-y-1 text-xs">
      {items.map((session) => (
        <li key={session.id}>
          <SessionLink id={session.id}>
            {session.intent === null ? 'Nothing says what it was for' : <Say text={session.intent} />}
          </SessionLink>{' '}
          <span className="text-soft">
            <Say text={session.person} />, <When at={session.endedAt} />
            {session.onBranch && ', begun on its branch'}
          </span>
        </li>
      ))}
    </ul>
    {total > items.length && <p className="mt-1 text-xs text-soft">and {plural(total - items.length, 'other')}</p>}
  </section>
)
