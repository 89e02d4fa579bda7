import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { act } from '../../api/act.ts'
import type { Answer } from '../../api/ask.ts'
import { usePages } from '../../api/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { Say } from '../../ui/say.tsx'
import { Failed } from '../../ui/states.tsx'

type Team = Answer<'teams'>['items'][number]

/** Names a team, or changes one: who of all people is in it. */
export const TeamForm = ({ team, onDone }: { readonly team?: Team; readonly onDone: () => void }) => {
  const client = useQueryClient()
  const [name, setName] = useState(team?.name ?? '')
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set(team?.persons.map(({ id }) => id)))
  const people = (usePages('persons', { limit: 1000 }).items ?? [])
    .filter(({ id, bot }) => !bot || members.has(id))
    .toSorted((a, b) => a.name.localeCompare(b.name))
  const save = useMutation({
    mutationFn: () =>
      act('set-team', {}, { name, members: [...members], ...(team === undefined ? {} : { before: team.name }) }),
    onSuccess: async () => {
      await client.invalidateQueries()
      onDone()
    },
  })
  const toggle = (id: string) =>
    setMembers((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]))
  return (
    <form
      aria-label={team === undefined ? 'A new team' : `Team ${team.name}`}
      className="my-3 max-w-[44rem] space-y-3 rounded-lg border border-line bg-panel p-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <label className="grid gap-1 text-xs text-soft">
        Its name
        <input
          // biome-ignore lint/a11y/noAutofocus: the form was asked for just now
          autoFocus
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          className="min-w-0 rounded-md border border-line bg-paper px-2 py-1 text-sm text-ink"
        />
      </label>
      <fieldset>
        <legend className="mb-1 text-xs text-soft">Who is in it</legend>
        <ul className="max-h-64 overflow-y-auto">
          {people.map(({ id, name: called, identities }) => (
            <li key={id}>
              <label className="flex items-baseline gap-2 py-0.5 wrap-anywhere">
                <input type="checkbox" checked={members.has(id)} onChange={() => toggle(id)} />
                <span>
                  <Say text={called} />{' '}
                  <span className="text-xs text-soft">
                    <Say text={identities[0]?.value ?? ''} />
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {save.error && <Failed error={save.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="main" disabled={name.trim() === '' || members.size === 0 || save.isPending}>
          {team === undefined ? 'Name it' : 'Keep it so'}
        </Button>
      </div>
    </form>
  )
}
