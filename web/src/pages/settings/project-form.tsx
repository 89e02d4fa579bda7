import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { act } from '../../api/act.ts'
import { usePages } from '../../api/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { Failed } from '../../ui/states.tsx'
import { type Draft, type DraftPart, emptyPart, type PartKind, projectOf } from './project-draft.ts'

const kinds: Readonly<Record<PartKind, string>> = {
  repository: 'A repository',
  path: 'A path in a repository',
  ticket: 'Tickets',
}

const field = 'min-w-0 rounded-md border border-line bg-paper px-2 py-1 text-sm text-ink'

/** Names a project, or changes one: a line for each of its parts. */
export const ProjectForm = ({ from, onDone }: { readonly from: Draft; readonly onDone: () => void }) => {
  const client = useQueryClient()
  const names = useId()
  const [draft, setDraft] = useState<Draft>({ ...from, parts: from.parts.length > 0 ? from.parts : [emptyPart] })
  const repositories = usePages('repositories', { limit: 1000 }).items ?? []
  const project = projectOf(draft)
  const save = useMutation({
    mutationFn: () => act('set-project', {}, project!),
    onSuccess: async () => {
      await client.invalidateQueries()
      onDone()
    },
  })
  const change = (index: number, next: Partial<DraftPart>) =>
    setDraft({ ...draft, parts: draft.parts.map((part, at) => (at === index ? { ...part, ...next } : part)) })
  return (
    <form
      aria-label={from.before === undefined ? 'A new project' : `Project ${from.before}`}
      className="my-3 max-w-[44rem] space-y-3 rounded-lg border border-line bg-panel p-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (project) save.mutate()
      }}
    >
      <label className="grid gap-1 text-xs text-soft">
        Its name
        <input
          // biome-ignore lint/a11y/noAutofocus: the form was asked for just now
          autoFocus
          value={draft.name}
          maxLength={200}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          className={field}
        />
      </label>
      <fieldset className="space-y-2">
        <legend className="mb-1 text-xs text-soft">What belongs to it: whatever belongs to any of these</legend>
        {draft.parts.map((part, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
            key={index}
            className="flex flex-wrap items-center gap-2"
          >
            <select
              aria-label={`Part ${index + 1}`}
              value={part.kind}
              onChange={(event) => change(index, { kind: event.target.value as PartKind })}
              className={field}
            >
              {Object.entries(kinds).map(([kind, title]) => (
                <option key={kind} value={kind}>
                  {title}
                </option>
              ))}
            </select>
            {part.kind !== 'ticket' && (
              <input
                aria-label={`Repository of part ${index + 1}`}
                list={names}
                value={part.repository}
                placeholder="owner/name"
                onChange={(event) => change(index, { repository: event.target.value })}
                className={`${field} flex-1`}
              />
            )}
            {part.kind !== 'repository' && (
              <input
                aria-label={part.kind === 'path' ? `Path of part ${index + 1}` : `Prefix of part ${index + 1}`}
                value={part.value}
                placeholder={part.kind === 'path' ? 'packages/web' : 'PAY of PAY-88'}
                onChange={(event) => change(index, { value: event.target.value })}
                className={`${field} flex-1`}
              />
            )}
            {draft.parts.length > 1 && (
              <Button
                look="quiet"
                aria-label={`Leave out part ${index + 1}`}
                onClick={() => setDraft({ ...draft, parts: draft.parts.filter((_, at) => at !== index) })}
              >
                <span aria-hidden="true">×</span>
              </Button>
            )}
          </div>
        ))}
        <datalist id={names}>
          {repositories.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        <Button
          look="quiet"
          className="-ml-2.5"
          onClick={() => setDraft({ ...draft, parts: [...draft.parts, emptyPart] })}
        >
          Add another
        </Button>
      </fieldset>
      {save.error && <Failed error={save.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="main" disabled={project === undefined || save.isPending}>
          {from.before === undefined ? 'Name it' : 'Keep it so'}
        </Button>
      </div>
    </form>
  )
}
