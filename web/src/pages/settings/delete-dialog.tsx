import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { act } from '../../api/act.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { Counted } from './counted.tsx'

/** What somebody wants to delete. */
export interface Wanted {
  readonly what: 'session' | 'repository' | 'person' | 'period' | 'everything'
  readonly name?: string
  readonly since?: string
  readonly until?: string
}

/** Shows what would go, hands it out as a file, and deletes it once its name is typed. */
export const DeleteDialog = ({ wanted, onClose }: { readonly wanted: Wanted; readonly onClose: () => void }) => {
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const deletion = useMutation({
    mutationFn: () => act('delete', {}, { ...wanted, confirm: typed }),
    onSuccess: () => client.invalidateQueries(),
  })
  const plan = useQuery({
    queryKey: ['deletion plan', wanted],
    queryFn: () => act('delete', {}, { ...wanted, dryRun: true }),
    enabled: deletion.isIdle || deletion.isError,
    gcTime: 0,
    retry: false,
  })
  const { data } = plan
  const query = new URLSearchParams({ ...wanted } as Record<string, string>)
  return (
    <Dialog label="Delete" onClose={onClose}>
      <div className="max-h-[80dvh] overflow-auto p-5">
        {plan.error && <Failed error={plan.error} />}
        {!data && !plan.error && <Skeleton lines={3} />}
        {data && deletion.data === undefined && (
          <>
            <h2 className="text-[1.1rem] font-semibold">
              {data.total === 0 ? 'Nothing would go' : `${plural(data.total, 'record')} would go`}
            </h2>
            <p className="mt-1">
              {data.kind === 'everything'
                ? 'Everything that is stored'
                : data.kind === 'period'
                  ? 'All of the period'
                  : ''}
              {data.kind !== 'everything' && data.kind !== 'period' && (
                <>
                  The {data.kind} <strong className="font-semibold">{<Say text={data.label} />}</strong>
                </>
              )}
              {data.identities.length > 0 && (
                <>
                  , known as <Say text={data.identities.join(', ')} />
                </>
              )}
              .
            </p>
            <div className="text-xs text-soft">
              <Counted title="By kind" counts={data.counts} />
              {data.trimmed > 0 && (
                <p className="mt-1">
                  {plural(data.trimmed, 'session or commit', 'sessions and commits')} that stay lose what they say of
                  it.
                </p>
              )}
            </div>
            {data.total > 0 && (
              <form
                className="mt-4 space-y-3"
                onSubmit={(event) => {
                  event.preventDefault()
                  if (typed === data.label) deletion.mutate()
                }}
              >
                <p>
                  <a href={`/api/deletions/records?${query}`} download="deleted-records.jsonl" className="evidence">
                    Keep these records in a file first
                  </a>
                </p>
                <label className="grid gap-1 text-xs text-soft">
                  <span>
                    Type <strong className="font-semibold text-ink">{<Say text={data.label} />}</strong> to delete it
                    for good
                  </span>
                  <input
                    value={typed}
                    autoComplete="off"
                    spellCheck={false}
                    onChange={(event) => setTyped(event.target.value)}
                    className="rounded-md border border-line bg-paper px-2 py-1 text-sm text-ink"
                  />
                </label>
                {deletion.error && <Failed error={deletion.error} />}
                <div className="flex justify-end gap-2">
                  <Button onClick={onClose}>Keep it</Button>
                  <Button type="submit" look="grave" disabled={typed !== data.label || deletion.isPending}>
                    {deletion.isPending ? 'Deleting…' : 'Delete for good'}
                  </Button>
                </div>
              </form>
            )}
          </>
        )}
        {deletion.data && (
          <>
            <h2 className="text-[1.1rem] font-semibold">{plural(deletion.data.total, 'record')} deleted</h2>
            <p className="mt-1 text-soft">
              They stay away. The list of deletions takes it back, as far as the sources are still there.
            </p>
          </>
        )}
        {(plan.error || data?.total === 0 || deletion.data) && (
          <div className="mt-4 flex justify-end">
            <Button onClick={onClose}>Close</Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}
