import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { usePages } from '../../api/hooks.ts'
import { useListKeys } from '../../keys/use-list-keys.ts'
import { usePeriod } from '../../shell/use-page.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { ScopeLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { DaySection } from './day-section.tsx'
import { FileFinder } from './file-finder.tsx'
import { timelineQuestion } from './questions.ts'
import { repositoryRoute } from './route.ts'
import { useRepository } from './use-repository.ts'

/** A repository day by day: commits and pull requests beside the sessions that ran at that time. */
export const RepositoryPage = () => {
  const { id } = repositoryRoute.useParams()
  const period = usePeriod()
  const { label } = period
  const navigate = useNavigate()
  const query = usePages('repository-timeline', timelineQuestion(id, period))
  const { items = [], hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const { repository, timezone } = useRepository(query.data)
  const { chosen } = useListKeys({
    name: 'Days',
    count: items.length,
    onLeave: () => void navigate({ to: '/repositories' }),
  })
  const more = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!more.current || !hasNextPage || isFetchingNextPage) return
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: '600px',
    })
    seen.observe(more.current)
    return () => seen.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const name = repository?.name ?? 'Repository'
  return (
    <Page
      title={visibleLine(name)}
      width="wide"
      by={
        <>
          Sessions, commits and merges by the day, as they happened at the same time; what led to a commit or a merge is
          said where it is opened.{' '}
          {repository?.remote && (
            <span className="whitespace-nowrap">
              <Say text={repository.remote} />
            </span>
          )}
        </>
      }
      actions={repository && <ScopeLink scope={{ repo: repository.name }}>Narrow everything to it</ScopeLink>}
    >
      <FileFinder repository={id} />
      <Answered query={query} lines={12}>
        {() =>
          items.length === 0 ? (
            <Empty title="Nothing happened here in this time.">
              {label === 'All time' ? 'Neither a session nor a commit is on record.' : 'Widen the period.'}
            </Empty>
          ) : (
            <>
              {items.map((day, index) => (
                <DaySection
                  key={day.day}
                  day={day}
                  repository={name}
                  timezone={timezone}
                  index={index}
                  chosen={index === chosen}
                />
              ))}
              {hasNextPage && (
                <div ref={more}>
                  <Button onClick={() => void fetchNextPage()}>Earlier days</Button>
                </div>
              )}
            </>
          )
        }
      </Answered>
    </Page>
  )
}
