import { useNavigate } from '@tanstack/react-router'
import { useListKeys } from '../../keys/use-list-keys.ts'
import { usePeriod } from '../../shell/use-page.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { useOverview } from './overview.ts'
import { OverviewRow } from './overview-row.tsx'

/** Repositories: how much ran and was committed in each, when, and by whom. */
export const RepositoriesPage = () => {
  const { list, items, stretch, stretches, label } = useOverview()
  const { label: period } = usePeriod()
  const navigate = useNavigate()
  const { chosen } = useListKeys({
    name: 'Repositories',
    count: items?.length ?? 0,
    idOf: (index) => items![index]!.repository.id,
    onOpen: (index) => void navigate({ to: '/repositories/$id', params: { id: items![index]!.repository.id } }),
  })
  return (
    <Page
      title="Repositories"
      width="wide"
      by={
        items &&
        `${plural(items.length, 'repository', 'repositories')}${list.hasNextPage ? ' or more' : ''} · ${period}. Each column is a ${stretch}, each chart from zero to its own highest. Sessions are of whoever's home they ran in, commits of their authors; who is the same person is said in Settings.`
      }
    >
      <Answered query={{ ...list, data: items && list.data }}>
        {() =>
          items!.length === 0 ? (
            <Empty title="No repository is on record here.">
              Repositories are found by the folders in which sessions ran; <code>maestro sync --repo FOLDER</code> names
              another. A wider scope may have some.
            </Empty>
          ) : (
            <>
              {items!.map((told, index) => (
                <OverviewRow
                  key={told.repository.id}
                  told={told}
                  stretches={stretches}
                  label={label}
                  index={index}
                  chosen={index === chosen}
                />
              ))}
              {list.hasNextPage && (
                <Button className="mt-3" onClick={() => void list.fetchNextPage()}>
                  More repositories
                </Button>
              )}
            </>
          )
        }
      </Answered>
    </Page>
  )
}
