import { Link, useNavigate } from '@tanstack/react-router'
import { type Item, usePages } from '../../api/hooks.ts'
import { useListKeys } from '../../keys/use-list-keys.ts'
import { useScope } from '../../shell/use-page.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { count, plural } from '../../ui/format.ts'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty } from '../../ui/states.tsx'
import { Row, Table } from '../../ui/table.tsx'
import { When } from '../../ui/when.tsx'

type Repository = Item<'repositories'>

const latestOf = ({ lastSessionAt, lastCommitAt }: Repository): string =>
  [lastSessionAt ?? '', lastCommitAt ?? ''].toSorted().at(-1)!

/** Repositories, those in which something happened last before others. */
export const RepositoriesPage = () => {
  const query = usePages('repositories', { project: useScope().project, limit: 200 })
  const navigate = useNavigate()
  const items = (query.items ?? []).toSorted((a, b) => (latestOf(a) < latestOf(b) ? 1 : -1))
  const { chosen } = useListKeys({
    name: 'Repositories',
    count: items.length,
    onOpen: (index) => void navigate({ to: '/repositories/$id', params: { id: items[index]!.id } }),
  })
  return (
    <Page
      title="Repositories"
      width="wide"
      by={query.items && plural(items.length, 'repository', 'repositories') + (query.hasNextPage ? ' or more' : '')}
    >
      <Answered query={query}>
        {() =>
          items.length === 0 ? (
            <Empty title="No repository is on record yet.">
              Repositories are found by the folders in which sessions ran; <code>maestro sync --repo FOLDER</code> names
              another.
            </Empty>
          ) : (
            <>
              <Table caption="Repositories" head={['Repository', 'Sessions', 'Last session', 'Last commit', 'Branch']}>
                {items.map((item, index) => (
                  <Row
                    key={item.id}
                    data-index={index}
                    data-chosen={index === chosen}
                    className={classes(index === chosen && 'bg-tint')}
                    cells={[
                      <Link key="name" to="/repositories/$id" params={{ id: item.id }} className="evidence">
                        <Say text={item.name} />
                      </Link>,
                      count(item.sessions),
                      item.lastSessionAt ? <When key="session" at={item.lastSessionAt} /> : 'none',
                      item.lastCommitAt ? <When key="commit" at={item.lastCommitAt} /> : 'none',
                      item.defaultBranch === null ? '' : <Say key="branch" text={item.defaultBranch} />,
                    ]}
                  />
                ))}
              </Table>
              {query.hasNextPage && (
                <Button className="mt-3" onClick={() => void query.fetchNextPage()}>
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
