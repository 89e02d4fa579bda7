import { useState } from 'react'
import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'
import { CommitLink, SessionLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { Failed } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { plainIdentity } from './identity.ts'
import { useWords } from './use-words.ts'

type Proposal = Answer<'person-proposals'>['items'][number]

/** So many are shown at once. */
const few = 6

/** Who is likely one person, with what speaks for it, for a yes or a no. */
export const Proposals = () => {
  const proposals = useAnswer('person-proposals', {}).data?.items ?? []
  const words = useWords()
  const [whole, setWhole] = useState(false)
  if (proposals.length === 0 && !words.error) return null
  return (
    <div className="mt-3 mb-4">
      <h3 className="eyebrow mb-1">Likely one person</h3>
      <ul aria-label="Likely one person">
        {(whole ? proposals : proposals.slice(0, few)).map((proposal) => (
          <li
            key={`${proposal.a.id} ${proposal.b.id}`}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-t border-line py-1.5"
          >
            <Likely proposal={proposal} />
            <Choice proposal={proposal} words={words} />
          </li>
        ))}
      </ul>
      {proposals.length > few && (
        <Button look="quiet" className="mt-1 -ml-2.5" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Fewer' : `All ${count(proposals.length)}`}
        </Button>
      )}
      {words.error && <Failed error={words.error} />}
    </div>
  )
}

const Likely = ({ proposal: { a, b, reasons } }: { readonly proposal: Proposal }) => (
  <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
    <Person of={a} /> and <Person of={b} />
    <ul className="text-xs text-soft">
      {reasons.map(({ says, example }) => (
        <li key={says}>
          <Say text={says} />
          {example !== null && (
            <>
              {' See '}
              <CommitLink sha={example.commit}>commit {example.commit.slice(0, 9)}</CommitLink> and{' '}
              <SessionLink id={example.session}>its session</SessionLink>.
            </>
          )}
        </li>
      ))}
    </ul>
  </div>
)

/** A name, and what tells two of one name apart. */
const Person = ({ of: { name, identities } }: { readonly of: Proposal['a'] }) => (
  <span title={visibleLine(identities.map(plainIdentity).join(', '))}>
    <Say text={name} />{' '}
    <span className="text-xs text-soft">
      (<Say text={plainIdentity(identities[0]!)} />
      {identities.length > 1 && ` and ${identities.length - 1} more`})
    </span>
  </span>
)

const Choice = ({
  proposal: { a, b, reasons },
  words,
}: {
  readonly proposal: Proposal
  readonly words: ReturnType<typeof useWords>
}) => {
  const [{ a: one, b: other }] = reasons as [Proposal['reasons'][number]]
  const whom = visibleLine(`${a.name} (${plainIdentity(one)}) and ${b.name} (${plainIdentity(other)})`)
  return (
    <span className="flex gap-1">
      <Button
        aria-label={`${whom} are one person`}
        disabled={words.busy}
        onClick={() => words.say.mutate({ word: 'same', a: one, b: other })}
      >
        One person
      </Button>
      <Button
        look="quiet"
        aria-label={`${whom} are two people`}
        disabled={words.busy}
        onClick={() => words.say.mutate({ word: 'different', a: one, b: other })}
      >
        Two people
      </Button>
    </span>
  )
}
