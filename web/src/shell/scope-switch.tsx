import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { usePages } from '../api/hooks.ts'
import { classes } from '../ui/classes.ts'
import { Popover } from '../ui/popover.tsx'
import { visibleLine } from '../ui/visible.ts'
import type { SharedSearch } from './search.ts'
import { useShared } from './use-page.ts'

const most = 30

/** What everything is narrowed to: a repository, a person, or nothing. */
export const ScopeSwitch = () => {
  const { repo, person } = useShared()
  const [open, setOpen] = useState(false)
  const kind = person !== undefined ? 'person' : repo !== undefined ? 'repository' : ''
  return (
    <Popover
      label="Scope"
      open={open}
      onOpenChange={setOpen}
      button={
        <button
          type="button"
          className="flex w-full items-baseline justify-between gap-2 rounded-md px-2 py-1 text-left hover:bg-tint"
        >
          <span className="truncate font-semibold">{visibleLine(person ?? repo ?? 'Everything')}</span>
          <span className="text-xs text-soft">{kind || 'scope'}</span>
        </button>
      }
    >
      <Choices onChosen={() => setOpen(false)} />
    </Popover>
  )
}

const Choices = ({ onChosen }: { readonly onChosen: () => void }) => {
  const [words, setWords] = useState('')
  const scope = useShared()
  const navigate = useNavigate()
  const repositories = usePages('repositories', { limit: 1000 })
  const persons = usePages('persons', { limit: 1000 })
  const fits = ({ name }: { readonly name: string }) => name.toLowerCase().includes(words.toLowerCase())
  const choose = (next: Pick<SharedSearch, 'repo' | 'person'>) => {
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, repo: undefined, person: undefined, ...next })) as never,
    })
    onChosen()
  }
  const groups = [
    {
      title: 'Repositories',
      items: (repositories.items ?? [])
        .filter(fits)
        .toSorted((a, b) => b.sessions - a.sessions)
        .map(({ id, name }) => ({ id, name, chosen: scope.repo === name, next: { repo: name } })),
    },
    {
      title: 'People',
      items: (persons.items ?? [])
        .filter((of) => !of.bot && fits(of))
        .toSorted((a, b) => b.sessions - a.sessions)
        .map(({ id, name }) => ({ id, name, chosen: scope.person === name, next: { person: name } })),
    },
  ]
  return (
    <>
      <input
        value={words}
        onChange={(event) => setWords(event.target.value)}
        placeholder="Repository or person"
        aria-label="Repository or person"
        className="mb-1 w-full rounded-md border border-line bg-paper px-2 py-1 placeholder:text-soft"
      />
      <Choice chosen={scope.repo === undefined && scope.person === undefined} onChoose={() => choose({})}>
        Everything
      </Choice>
      {groups.map(({ title, items }) => (
        <section key={title} aria-label={title}>
          {items.length > 0 && <h3 className="eyebrow px-2 pt-3 pb-1">{title}</h3>}
          {items.slice(0, most).map(({ id, name, chosen, next }) => (
            <Choice key={id} chosen={chosen} onChoose={() => choose(next)}>
              {visibleLine(name)}
            </Choice>
          ))}
        </section>
      ))}
    </>
  )
}

const Choice = ({
  chosen,
  onChoose,
  children,
}: {
  readonly chosen: boolean
  readonly onChoose: () => void
  readonly children: string
}) => (
  <button
    type="button"
    aria-pressed={chosen}
    onClick={onChoose}
    className={classes(
      'block w-full truncate rounded-md px-2 py-1 text-left hover:bg-tint',
      chosen && 'font-medium text-accent',
    )}
  >
    {children}
  </button>
)
