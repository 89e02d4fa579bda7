import { useNavigate } from '@tanstack/react-router'
import { useInstallation } from '../../shell/use-page.ts'
import { usePanel } from '../../shell/use-panel.ts'
import { dayName } from '../../ui/dates.ts'
import { count, plural } from '../../ui/format.ts'
import { CommitLink, PullRequestLink, SessionLink } from '../../ui/links.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { When } from '../../ui/when.tsx'
import type { Entry } from './entries.tsx'
import type { Place } from './words.ts'

type Session = Place['sessions'][number]

/** The lines of a place: its sessions, pull requests and commits. */
export const usePlaceEntries = () => {
  const navigate = useNavigate()
  const panel = usePanel()
  const { timezone } = useInstallation()
  const size = ({ added, removed, prompts }: Session): string =>
    added + removed > 0 ? `+${count(added)} −${count(removed)}` : plural(prompts, 'prompt')
  return {
    sessions: ({ sessions }: Place): Entry[] =>
      sessions.map((session) => ({
        id: session.id,
        what: (
          <>
            <SessionLink id={session.logId}>
              {session.intent === null ? '(nothing says what for)' : visibleLine(session.intent)}
            </SessionLink>{' '}
            <span className="text-soft">{visibleLine(session.person)}</span>
          </>
        ),
        meta: (
          <>
            <When at={session.endedAt} />, {size(session)}
          </>
        ),
        open: () => void navigate({ to: '/sessions/$id', params: { id: session.logId } }),
      })),
    pullRequests: ({ name, pullRequests }: Place): Entry[] =>
      pullRequests.map((pull) => ({
        id: String(pull.number),
        what: (
          <>
            <PullRequestLink repository={name} number={pull.number}>
              #{pull.number} {visibleLine(pull.title)}
            </PullRequestLink>{' '}
            <span className="text-soft">{visibleLine(pull.person ?? '')}</span>
          </>
        ),
        meta: `merged ${dayName(pull.mergedAt, timezone)}${pull.inferred ? ', inferred' : ''}`,
        open: () => panel.open(`pr:${name}#${pull.number}`),
      })),
    commits: ({ latestCommits }: Place): Entry[] =>
      latestCommits.map((commit) => ({
        id: commit.sha,
        what: (
          <>
            <CommitLink sha={commit.sha}>{visibleLine(commit.subject) || commit.sha.slice(0, 8)}</CommitLink>{' '}
            <span className="text-soft">{visibleLine(commit.person)}</span>
          </>
        ),
        meta: <When at={commit.committedAt} />,
        open: () => panel.open(`commit:${commit.sha}`),
      })),
  }
}
