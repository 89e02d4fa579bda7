import { useAnswer } from '../api/hooks.ts'
import { Answered } from '../ui/answered.tsx'
import { CommitLink } from '../ui/links.tsx'
import { Say } from '../ui/say.tsx'
import { When } from '../ui/when.tsx'
import { Facts } from './facts.tsx'
import { PullRequestMaking } from './pull-request-making.tsx'

/** A pull request in the panel, named as `owner/name#12`: who, when, and how it is known. */
export const PullRequestEvidence = ({ id }: { readonly id: string }) => {
  const at = id.lastIndexOf('#')
  const number = id.slice(at + 1)
  return (
    <Answered query={useAnswer('pull-requests', { repo: id.slice(0, at), number, limit: 1 })}>
      {({ items: [pull] }) =>
        pull ? (
          <>
            <h2 className="mb-4 text-[1.1rem] leading-snug font-semibold">
              #{pull.number} <Say text={pull.title} />
            </h2>
            <Facts
              facts={[
                ['Repository', <Say key="repository" text={pull.repository} />],
                ['Author', pull.person && <Say text={pull.person} />],
                ['Merged', <When key="at" at={pull.mergedAt} />],
                ['Branch', pull.branch && <Say text={pull.branch} />],
                [
                  'Merged by',
                  <CommitLink key="commit" sha={pull.commit}>
                    <code className="font-mono text-xs">{pull.commit.slice(0, 12)}</code>
                  </CommitLink>,
                ],
                ['Known', pull.inferred ? 'concluded from commits alone' : 'as its host says'],
              ]}
            />
            <PullRequestMaking repo={pull.repository} number={number} />
          </>
        ) : (
          <h2 className="font-semibold">There is no pull request of this number on record.</h2>
        )
      }
    </Answered>
  )
}
