import { useMutation, useQueryClient } from '@tanstack/react-query'
import { act } from '../../api/act.ts'
import type { Answer } from '../../api/ask.ts'
import { useInstallation } from '../../shell/use-page.ts'
import { Button } from '../../ui/button.tsx'
import { dayName } from '../../ui/dates.ts'
import { plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { Failed } from '../../ui/states.tsx'
import { When } from '../../ui/when.tsx'

type Deletion = Answer<'deletions'>[number]

/** What was deleted and stays away; each can be taken back. */
export const Deletions = ({ deletions }: { readonly deletions: Answer<'deletions'> }) => {
  const client = useQueryClient()
  const { timezone } = useInstallation()
  const lift = useMutation({
    mutationFn: (id: number) => act('lift-deletion', { id: String(id) }, {}),
    onSuccess: () => client.invalidateQueries(),
  })
  if (deletions.length === 0 && !lift.data) return <p className="mt-3 text-xs text-soft">Nothing was deleted so far.</p>
  return (
    <div className="mt-4">
      <h3 className="eyebrow mb-1">Deleted so far</h3>
      <ul>
        {deletions.map((deletion) => (
          <li key={deletion.id} className="flex items-baseline justify-between gap-4 border-t border-line py-1.5">
            <span className="min-w-0">
              <Say text={nameOf(deletion, timezone)} />{' '}
              <span className="text-soft">
                {plural(deletion.total, 'record')}, <When at={deletion.at} />
              </span>
            </span>
            <Button onClick={() => lift.mutate(deletion.id)} disabled={lift.isPending}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
      {lift.error && <Failed error={lift.error} />}
      {lift.data && (
        <p role="status" className="mt-2 text-xs text-soft">
          Taken back: what the sources still hold is read again.
        </p>
      )}
    </div>
  )
}

const nameOf = ({ kind, key, identities, since, until }: Deletion, timezone: string): string => {
  if (kind === 'everything') return 'Everything'
  if (kind === 'period')
    return `All ${since === null ? '' : `from ${dayName(since, timezone)} `}${until === null ? '' : `until before ${dayName(until, timezone)}`}`
  if (kind === 'person') return `Person ${identities.join(', ') || key}`
  return `${kind === 'session' ? 'Session' : 'Repository'} ${key}`
}
