import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { DeleteDialog, type Wanted } from './delete-dialog.tsx'
import { Deletions } from './deletions.tsx'
import { settingsRoute } from './route.ts'

const kinds = [
  { value: 'session', label: 'A session' },
  { value: 'repository', label: 'A repository' },
  { value: 'person', label: 'A person' },
  { value: 'period', label: 'A period' },
  { value: 'everything', label: 'Everything' },
] as const

type Kind = (typeof kinds)[number]['value']

const asked: Readonly<Record<Kind, string>> = {
  session: 'Its id, or how the id begins',
  repository: 'Its name, as owner/name',
  person: 'A name, an address or a home directory',
  period: '',
  everything: '',
}

const field = 'rounded-md border border-line bg-panel px-2 py-1'

/** Deleting: what would go is shown first, can be kept in a file, and goes once it is named again. */
export const Deleting = () => {
  const { what = 'session', name = '' } = settingsRoute.useSearch()
  const navigate = useNavigate()
  const [since, setSince] = useState('')
  const [until, setUntil] = useState('')
  const [wanted, setWanted] = useState<Wanted>()
  const go = (next: { what?: Kind; name?: string | undefined }) =>
    void navigate({
      to: '/settings',
      search: ((before: object) => ({ ...before, ...next })) as never,
      replace: true,
      resetScroll: false,
    })
  const hasName = what !== 'period' && what !== 'everything'
  const isWhole = hasName ? name.trim() !== '' : what === 'everything' || since !== '' || until !== ''
  const period = what === 'period' ? { ...(since ? { since } : {}), ...(until ? { until } : {}) } : {}
  return (
    <Section title="Delete" anchor="delete">
      <p className="mb-2 text-soft">
        What is deleted is gone from the database, and stays away although its logs are still there. The logs themselves
        are left alone.
      </p>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole) setWanted({ what, ...(hasName ? { name: name.trim() } : {}), ...period })
        }}
      >
        <Segmented
          label="What is to be deleted"
          value={what}
          options={kinds}
          onChange={(next) => go({ what: next, name: undefined })}
        />
        {hasName && (
          <label className="grid gap-1 text-xs text-soft">
            {asked[what]}
            <input
              value={name}
              maxLength={1000}
              onChange={(event) => go({ name: event.target.value || undefined })}
              className={`${field} w-72 text-ink`}
            />
          </label>
        )}
        {what === 'period' &&
          (
            [
              ['From', since, setSince],
              ['To and with', until, setUntil],
            ] as const
          ).map(([label, value, set]) => (
            <label key={label} className="grid gap-1 text-xs text-soft">
              {label}
              <input
                type="date"
                value={value}
                onChange={(event) => set(event.target.value)}
                className={`${field} text-ink`}
              />
            </label>
          ))}
        <Button type="submit" disabled={!isWhole}>
          Show what would go
        </Button>
      </form>
      {wanted && <DeleteDialog wanted={wanted} onClose={() => setWanted(undefined)} />}
      <Answered query={useAnswer('deletions', {})} lines={1}>
        {(deletions) => <Deletions deletions={deletions} />}
      </Answered>
    </Section>
  )
}
