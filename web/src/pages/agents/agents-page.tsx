import { Link } from '@tanstack/react-router'
import { useKeys } from '../../keys/use-keys.ts'
import { useShared } from '../../shell/use-page.ts'
import { usePanel } from '../../shell/use-panel.ts'
import { Answered } from '../../ui/answered.tsx'
import { classes } from '../../ui/classes.ts'
import { duration, plural } from '../../ui/format.ts'
import { Page } from '../../ui/page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Empty } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { Actions } from './actions.tsx'
import { AllOverTime } from './all-over-time.tsx'
import { Definitions } from './definitions.tsx'
import { costOf, type FigureName, figureNames, figures } from './figures.ts'
import { type Dimension, dimensions } from './groups.ts'
import { Hours } from './hours.tsx'
import { Lead } from './lead.tsx'
import { OverTime } from './over-time.tsx'
import { agentsRoute } from './route.ts'
import { Spend } from './spend.tsx'
import { type AgentsData, useAgents } from './use-agents.ts'
import { dimensionTitles, groupName } from './words.ts'

/** What agents were used for, and spend beside it. */
export const AgentsPage = () => {
  const asked = agentsRoute.useSearch()
  const agents = useAgents({ ...useShared(), ...asked })
  const { data } = agents
  return (
    <Page
      title="Agents"
      width="wide"
      heading={data ? headline(data) : 'Agents'}
      by={
        data && (
          <>
            {data.period.label}
            {asked.agent !== undefined && (
              <>
                {' · only '}
                {visibleLine(groupName('agent', asked.agent))}{' '}
                <Link
                  to="."
                  search={(before: Record<string, unknown>) => ({ ...before, agent: undefined }) as never}
                  className="evidence"
                >
                  show all agents
                </Link>
              </>
            )}
          </>
        )
      }
    >
      <Answered query={agents} lines={8}>
        {(there) => <Found data={there} />}
      </Answered>
    </Page>
  )
}

const headline = ({ total: { done, spent } }: AgentsData): string => {
  if (!done) return spent ? `Agents spent ${costOf(spent)}` : 'No agent was at work'
  return `Agents worked ${hours(done.activeMs)} in ${plural(done.sessions, 'session')}${spent ? `, for ${costOf(spent)}` : ''}`
}

/** To the minute only where hours are few. */
const hours = (ms: number): string => (ms < 36_000_000 ? duration(ms) : plural(Math.round(ms / 3_600_000), 'hour'))

const nextOf = <Value,>(values: readonly Value[], value: Value): Value =>
  values[(values.indexOf(value) + 1) % values.length]!

const Found = ({ data }: { readonly data: AgentsData }) => {
  const { by, show, table } = { by: data.by, ...agentsRoute.useSearch() }
  const navigate = agentsRoute.useNavigate()
  const { panel } = usePanel()
  const offered = figureNames.filter((name) => data.by !== 'model' || figures[name].byModel)
  const chosen: FigureName =
    show !== undefined && offered.includes(show) ? show : data.by === 'model' ? 'cost' : 'prompts'
  const go = (next: { by?: Dimension; show?: FigureName; table?: '1' | undefined }): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), resetScroll: false })
  const onTable = () => go({ table: table === undefined ? '1' : undefined })
  useKeys('Agents', [
    { keys: 't', does: 'Tables instead of charts, and back', run: onTable },
    {
      keys: 'b',
      does: 'Split by the next: agent, model, repository, person',
      run: () => go({ by: nextOf(dimensions, by ?? 'agent') }),
    },
    { keys: 'f', does: 'Next figure over time', run: () => go({ show: nextOf(offered, chosen) }) },
  ])
  if (!data.total.done && !data.total.spent) return <Nothing />
  const shared = { isTable: table !== undefined, onTable }
  const there = data.groups.filter((group) => group.done !== undefined || group.spent !== undefined)
  const only = there.length === 1 && data.by !== 'model' ? there[0] : undefined
  return (
    <>
      <div className={classes('gap-x-12', !shared.isTable && panel === undefined && 'xl:grid xl:grid-cols-2')}>
        <Lead data={data} />
        <Hours data={data} {...shared} />
      </div>
      <div className="mb-5 flex flex-wrap gap-x-4 gap-y-2">
        <Segmented
          label="Split by"
          value={data.by}
          options={dimensions.map((value) => ({ value, label: dimensionTitles[value] }))}
          onChange={(value) => go({ by: value })}
        />
        {only === undefined && (
          <Segmented
            label="Over time"
            value={chosen}
            options={offered.map((value) => ({ value, label: figures[value].title }))}
            onChange={(value) => go({ show: value })}
          />
        )}
      </div>
      {only === undefined ? (
        <OverTime data={data} kind={figures[chosen]} {...shared} />
      ) : (
        <AllOverTime data={data} group={only} {...shared} />
      )}
      <Spend data={data} {...shared} />
      <Actions data={data} {...shared} />
      <Definitions />
    </>
  )
}

const Nothing = () => (
  <Empty title="No agent was used in this period.">
    <p>
      Here would stand what agents were used for and what it took, by agent, model, repository and person.{' '}
      <Link
        to="."
        search={(before: Record<string, unknown>) =>
          ({ ...before, period: 'all', since: undefined, until: undefined }) as never
        }
        className="evidence"
      >
        Look at all time
      </Link>
    </p>
  </Empty>
)
