import { Link } from '@tanstack/react-router'
import { usePages } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { count, plural } from '../../ui/format.ts'
import { ScopeLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { Row, Table } from '../../ui/table.tsx'
import { When } from '../../ui/when.tsx'

/** People and repositories as they were found. */
export const Found = () => {
  const persons = usePages('persons', { limit: 1000 })
  const repositories = usePages('repositories', { limit: 1000 })
  return (
    <Section title="People and repositories">
      <Answered query={persons} lines={3}>
        {() => {
          const items = persons.items ?? []
          const bots = items.filter(({ bot }) => bot).length
          return (
            <>
              <p className="mb-2">
                {plural(items.length - bots, 'person', 'people')}
                {bots > 0 && ` and ${plural(bots, 'bot')}`} were found by home directories and the addresses of commits;
                one person may stand here twice where nothing says that two addresses are theirs.
              </p>
              <details>
                <summary className="text-xs text-soft">Everybody</summary>
                <Table caption="People" head={['Name', 'Sessions', 'Last session', 'Last commit']}>
                  {items.map((person) => (
                    <Row
                      key={person.id}
                      cells={[
                        <span key="name">
                          <ScopeLink scope={{ person: person.name }}>
                            <Say text={person.name} />
                          </ScopeLink>
                          {person.bot && <span className="text-soft"> (bot)</span>}
                        </span>,
                        count(person.sessions),
                        person.lastSessionAt ? <When key="session" at={person.lastSessionAt} /> : '',
                        person.lastCommitAt ? <When key="commit" at={person.lastCommitAt} /> : '',
                      ]}
                    />
                  ))}
                </Table>
              </details>
            </>
          )
        }}
      </Answered>
      <Answered query={repositories} lines={1}>
        {() => (
          <p className="mt-2">
            <Link to="/repositories" className="evidence">
              {plural(repositories.items?.length ?? 0, 'repository', 'repositories')}
            </Link>{' '}
            {repositories.items?.length === 1 ? 'was' : 'were'} found where sessions ran, or named.
          </p>
        )}
      </Answered>
    </Section>
  )
}
