import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useState } from 'react'
import { useAnswer, usePages } from '../api/hooks.ts'
import { Popover } from '../ui/popover.tsx'
import { visibleLine } from '../ui/visible.ts'
import { type Scope, scopeNames, scopeWords, withScope } from './scope.ts'
import { useScope } from './use-page.ts'

const most = 30

/** What everything is narrowed to: a project, a repository, a team, a person, or nothing. */
export const ScopeSwitch = () => {
  const [open, setOpen] = useState(false)
  const words = scopeWords(useScope())
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
          <span className="truncate font-semibold">{visibleLine(words?.name ?? 'Everything')}</span>
          <span className="text-xs text-soft">{words?.kind ?? 'scope'}</span>
        </button>
      }
    >
      <Choices onChosen={() => setOpen(false)} />
    </Popover>
  )
}

interface Choice {
  readonly id: string
  readonly name: string
  readonly scope: Scope
}

const Choices = ({ onChosen }: { readonly onChosen: () => void }) => {
  const [words, setWords] = useState('')
  const chosen = useScope()
  const navigate = useNavigate()
  const projects = useAnswer('projects', {}).data?.items
  const repositories = usePages('repositories', { limit: 1000 }).items
  const teams = useAnswer('teams', {}).data?.items
  const persons = usePages('persons', { limit: 1000 }).items
  const wanted = words.trim().toLowerCase()
  const called = <Of extends { name: string }>(items: readonly Of[] | undefined): Of[] =>
    (items ?? []).filter(({ name }) => name.toLowerCase().includes(wanted))
  const bySessions = <Of extends { name: string; sessions: number }>(items: readonly Of[] | undefined): Of[] =>
    called(items)
      .toSorted((a, b) => b.sessions - a.sessions)
      .slice(0, most)
  const people = new Map(called(persons?.filter(({ bot }) => !bot)).map((person) => [person.name, person]))
  const groups: readonly { readonly title: string; readonly items: readonly Choice[] }[] = [
    {
      title: 'Projects',
      items: bySessions(projects).map(({ name }) => ({ id: `project ${name}`, name, scope: { project: name } })),
    },
    {
      title: 'Repositories',
      items: bySessions(repositories).map(({ id, name }) => ({ id: `repo ${id}`, name, scope: { repo: name } })),
    },
    {
      title: 'Teams',
      items: called(teams).map(({ name }) => ({ id: `team ${name}`, name, scope: { team: name } })),
    },
    {
      title: 'People',
      items: [...people.values()]
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .slice(0, most)
        .map(({ id, name }) => ({ id: `person ${id}`, name, scope: { person: name } })),
    },
  ]
  const isChosen = (scope: Scope) => scopeNames.every((name) => scope[name] === chosen[name])
  const item = ({ id, name, scope }: Choice) => (
    <Command.Item
      key={id}
      value={id}
      onSelect={() => {
        void navigate({ to: '.', search: withScope(scope) })
        onChosen()
      }}
      className="flex cursor-pointer items-baseline justify-between gap-2 rounded-md px-2 py-1 aria-selected:bg-tint"
    >
      <span className={`truncate ${isChosen(scope) ? 'font-medium text-accent' : ''}`}>{visibleLine(name)}</span>
      {isChosen(scope) && <span className="text-xs text-soft">shown</span>}
    </Command.Item>
  )
  return (
    <Command shouldFilter={false} loop label="Scope">
      <Command.Input
        value={words}
        onValueChange={setWords}
        placeholder="Project, repository, team or person"
        className="mb-1 w-full rounded-md border border-line bg-paper px-2 py-1 placeholder:text-soft"
      />
      <Command.List>
        {wanted === '' && item({ id: 'everything', name: 'Everything', scope: {} })}
        <Command.Empty className="px-2 py-2 text-soft">Nothing is called so.</Command.Empty>
        {groups
          .filter(({ items }) => items.length > 0)
          .map(({ title, items }) => (
            <Command.Group
              key={title}
              heading={title}
              className="[&_[cmdk-group-heading]]:eyebrow [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1"
            >
              {items.map(item)}
            </Command.Group>
          ))}
      </Command.List>
    </Command>
  )
}
