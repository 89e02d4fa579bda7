import { useAnswer } from '../api/hooks.ts'
import { Answered } from '../ui/answered.tsx'
import { count, dollars, duration, short } from '../ui/format.ts'
import { landedShort } from '../ui/landed.ts'
import { SessionLink } from '../ui/links.tsx'
import { Say } from '../ui/say.tsx'
import { When } from '../ui/when.tsx'
import { Facts } from './facts.tsx'

/** A session in the panel: what it was for and what it took; the replay is one link away. */
export const SessionEvidence = ({ id }: { readonly id: string }) => (
  <Answered query={useAnswer('session', { id })}>
    {(session) => (
      <>
        <h2 className="text-[1.1rem] leading-snug font-semibold">
          {session.intent ? <Say text={session.intent} /> : 'Nothing says what it was for'}
        </h2>
        <p className="mb-4">
          <SessionLink id={session.id}>Replay it</SessionLink>
        </p>
        <Facts
          facts={[
            ['Person', session.person && <Say text={session.person} />],
            ['Repository', session.repository && <Say text={session.repository} />],
            ['Branch', session.branch && <Say text={session.branch} />],
            ['Agent', session.agent],
            ['Began', session.startedAt && <When at={session.startedAt} />],
            ['Last event', session.endedAt && <When at={session.endedAt} />],
            ['Active', session.activeMs !== undefined && duration(session.activeMs)],
            ['Prompts', session.prompts !== undefined && count(session.prompts)],
            ['Tool calls', session.toolCalls !== undefined && count(session.toolCalls)],
            ['Files edited', session.files !== undefined && count(session.files)],
            ['Lines', session.added !== undefined && `+${count(session.added)} −${count(session.removed ?? 0)}`],
            ['Landed', landedShort(session.lines)?.replace(/^landed: /, '')],
            ['Tokens', session.tokens !== undefined && short(session.tokens)],
            [
              'At list price',
              session.knownCostUsd !== undefined && dollars(session.knownCostUsd, session.costUsd === null),
            ],
          ]}
        />
      </>
    )}
  </Answered>
)
