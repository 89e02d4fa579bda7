import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { Say } from '../../ui/say.tsx'
import { Failed } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { When } from '../../ui/when.tsx'
import { plainIdentity } from './identity.ts'
import { useWords } from './use-words.ts'

type Word = Answer<'person-words'>['items'][number]

const toldOf = ({ word, subject, object }: Word): string =>
  word === 'apart'
    ? `${plainIdentity(subject)} stands by itself`
    : `${plainIdentity(subject)} and ${plainIdentity(object!)} are ${word === 'same' ? 'one person' : 'two people'}`

/** What people said of who is who; each can be taken back. */
export const Said = () => {
  const items = useAnswer('person-words', {}).data?.items ?? []
  const { takeBack, busy, error } = useWords()
  if (items.length === 0 && !error) return null
  return (
    <div className="mt-4">
      <h3 className="eyebrow mb-1">What people said</h3>
      <ul aria-label="What people said">
        {items.map((word) => (
          <li key={word.id} className="flex items-baseline justify-between gap-4 border-t border-line py-1.5">
            <span className="min-w-0 wrap-anywhere">
              <Say text={toldOf(word)} />{' '}
              <span className="text-xs text-soft">
                <When at={word.at} />
              </span>
            </span>
            <Button
              aria-label={visibleLine(`Take back: ${toldOf(word)}`)}
              disabled={busy}
              onClick={() => takeBack.mutate(word.id)}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
      {error && <Failed error={error} />}
    </div>
  )
}
