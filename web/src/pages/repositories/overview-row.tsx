import { Link } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import { Spark } from '../../charts/spark.tsx'
import { classes } from '../../ui/classes.ts'
import { count, plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { When } from '../../ui/when.tsx'
import type { Activity, Told } from './overview.ts'

/** A repository of the overview: how much ran and was committed, when, and by whom. */
export const OverviewRow = ({
  told: { repository, activity },
  stretches,
  label,
  index,
  chosen,
}: {
  readonly told: Told
  readonly stretches: readonly string[]
  readonly label: (key: string) => string
  readonly index: number
  readonly chosen: boolean
}) => {
  const over = new Map(activity?.over.map((each) => [each.key, each]))
  const columns = (of: 'sessions' | 'commits') =>
    stretches.map((key) => {
      const value = over.get(key)?.[of] ?? 0
      return { key, value, said: `${label(key)}: ${count(value)} ${of}` }
    })
  return (
    <article
      data-index={index}
      data-chosen={chosen}
      className={classes(
        '-mx-3 border-l-2 border-t border-t-line px-3 py-4',
        chosen ? 'border-l-accent bg-tint' : 'border-l-transparent',
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="min-w-0 text-[1.1rem] font-semibold">
          <Link to="/repositories/$id" params={{ id: repository.id }} className="evidence">
            <Say text={repository.name} />
          </Link>
        </h2>
        <p className="text-xs text-soft">
          {repository.defaultBranch !== null && (
            <>
              <span className="font-mono text-[0.82rem]">
                <Say text={repository.defaultBranch} />
              </span>{' '}
              ·{' '}
            </>
          )}
          last session {repository.lastSessionAt ? <When at={repository.lastSessionAt} /> : 'none'} · last commit{' '}
          {repository.lastCommitAt ? <When at={repository.lastCommitAt} /> : 'none'}
        </p>
      </div>
      {activity === undefined ? (
        <p className="mt-1 text-xs text-soft">Nothing happened here in this time.</p>
      ) : (
        <div className="mt-2 grid gap-x-8 gap-y-1 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <div className="space-y-1.5">
            <Charted title={plural(activity.sessions, 'session')} columns={columns('sessions')} look="accent" />
            <Charted title={plural(activity.commits, 'commit')} columns={columns('commits')} look="grey" />
            {stretches.length > 1 && (
              <p className="flex justify-between text-xs text-soft pr-24 sm:pl-32" aria-hidden="true">
                <span>{label(stretches[0]!)}</span>
                <span>{label(stretches.at(-1)!)}</span>
              </p>
            )}
          </div>
          <dl className="space-y-0.5 text-xs">
            <Fact name="Sessions of">{peopleOf(activity.people)}</Fact>
            <Fact name="Commits of">{peopleOf(activity.authors)}</Fact>
            <Fact name="Merged">
              {plural(activity.pullRequests, 'pull request')} ·{' '}
              <span className="text-added">+{count(activity.added)}</span>{' '}
              <span className="text-removed">−{count(activity.removed)}</span> lines committed
            </Fact>
          </dl>
        </div>
      )}
    </article>
  )
}

const Charted = ({ title, columns, look }: { readonly title: string } & ComponentProps<typeof Spark>) => (
  <div className="grid grid-cols-[minmax(0,1fr)_5rem] items-end gap-x-4 sm:grid-cols-[7rem_minmax(0,1fr)_5rem]">
    <span className="col-span-2 text-xs font-medium sm:col-span-1">{title}</span>
    <Spark columns={columns} look={look} />
    <span className="text-xs whitespace-nowrap text-soft">
      most {count(Math.max(0, ...columns.map(({ value }) => value)))}
    </span>
  </div>
)

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="flex gap-3">
    <dt className="w-20 shrink-0 text-soft">{name}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </div>
)

/** `ana, ben and 2 others`, by name: it is told who was there, not who did most; nobody where there is none. */
const peopleOf = ({ total, named }: Activity['people']): string => {
  if (total === 0) return 'nobody'
  const said = named
    .map(({ name }) => visibleLine(name))
    .toSorted()
    .join(', ')
  return total > named.length ? `${said} and ${plural(total - named.length, 'other')}` : said
}
