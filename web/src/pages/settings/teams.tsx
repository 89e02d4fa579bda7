import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { act } from '../../api/act.ts'
import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/format.ts'
import { ScopeLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { Failed } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { When } from '../../ui/when.tsx'
import { TeamForm } from './team-form.tsx'

type Team = Answer<'teams'>['items'][number]

/** Teams: named here or in the people file, and then a scope of every page. */
export const Teams = () => {
  const [changing, setChanging] = useState<Team | 'new'>()
  const close = () => setChanging(undefined)
  return (
    <Section
      title="Teams"
      anchor="teams"
      aside={changing === undefined && <Button onClick={() => setChanging('new')}>Name a team</Button>}
    >
      <p className="mb-2 max-w-[69ch] text-soft">
        A list of people, named here or in a people file (<code>maestro --people FILE</code>). Without any, everybody is
        one.
      </p>
      {changing === 'new' && <TeamForm onDone={close} />}
      <Answered query={useAnswer('teams', {})} lines={2}>
        {({ items }) => (
          <ul aria-label="Teams">
            {items.map((team) => (
              <li key={team.name} className="border-t border-line py-1.5">
                {changing !== 'new' && changing?.name === team.name ? (
                  <TeamForm team={team} onDone={close} />
                ) : (
                  <One team={team} onChange={() => setChanging(team)} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  )
}

const One = ({ team, onChange }: { readonly team: Team; readonly onChange: () => void }) => {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => act('remove-team', { name: team.name }, {}),
    onSuccess: () => client.invalidateQueries(),
  })
  const isFromFile = team.from.includes('file')
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <span className="min-w-0 flex-1 basis-64 wrap-anywhere">
        <ScopeLink scope={{ team: team.name }}>
          <Say text={team.name} />
        </ScopeLink>{' '}
        <span className="text-soft">
          <Say text={team.persons.map(({ name }) => name).join(', ') || 'nobody on record'} />
        </span>
        <span className="block text-xs text-soft">
          {team.sessions === 0 ? 'No session of theirs' : plural(team.sessions, 'session')}
          {team.lastSessionAt !== null && (
            <>
              , the last <When at={team.lastSessionAt} />
            </>
          )}
          {isFromFile && ' · the people file says so'}
        </span>
      </span>
      {!isFromFile && (
        <span className="flex gap-1">
          <Button look="quiet" aria-label={visibleLine(`Change ${team.name}`)} onClick={onChange}>
            Change
          </Button>
          <Button
            look="quiet"
            aria-label={visibleLine(`Remove ${team.name}`)}
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            Remove
          </Button>
        </span>
      )}
      {remove.error && <Failed error={remove.error} />}
    </div>
  )
}
