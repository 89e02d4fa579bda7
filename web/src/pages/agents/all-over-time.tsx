import { Columns } from '../../charts/columns.tsx'
import { Figure } from '../../charts/figure.tsx'
import { stretchLabel } from '../../charts/stretches.ts'
import { useInstallation } from '../../shell/use-page.ts'
import { visibleLine } from '../../ui/visible.ts'
import { figureNames, figures } from './figures.ts'
import type { Group } from './groups.ts'
import { DaysLink } from './narrow.tsx'
import type { AgentsData } from './use-agents.ts'
import { useNarrow } from './use-narrow.ts'
import { groupName } from './words.ts'

/** Where there is but one group, all its figures over time, side by side, each from zero to its own highest. */
export const AllOverTime = ({
  data: { by, stretch, stretches, period },
  group,
  isTable,
  onTable,
}: {
  readonly data: AgentsData
  readonly group: Group
  readonly isTable: boolean
  readonly onTable: () => void
}) => {
  const { today } = useInstallation()
  const { toDays } = useNarrow()
  const name = visibleLine(groupName(by, group.key))
  const label = (key: string) => stretchLabel(key, stretch, today)
  const at = (key: string) => group.over.get(key) ?? {}
  return (
    <Figure
      title={`${name} by ${stretch}`}
      file={`figures-by-${stretch}`}
      figures={{
        head: [stretch, ...figureNames.map((figure) => figures[figure].title)],
        rows: stretches.map((key) => ({
          key,
          cells: [
            <DaysLink key={key} of={key} stretch={stretch} period={period}>
              {label(key)}
            </DaysLink>,
            ...figureNames.map((figure) => figures[figure].say(at(key))),
          ],
        })),
        columns: [stretch, by, ...figureNames],
        values: stretches.map((key) => [
          key,
          group.key,
          ...figureNames.map((figure) => figures[figure].valueOf(at(key))),
        ]),
      }}
      isTable={isTable}
      onTable={onTable}
    >
      <ul className="grid gap-x-10 gap-y-5 sm:grid-cols-2 2xl:grid-cols-3">
        {figureNames.map((figure) => {
          const kind = figures[figure]
          const columns = stretches.map((key) => ({ key, value: kind.valueOf(at(key)) }))
          const peak = columns.reduce((best, column) => (column.value > best.value ? column : best), columns[0]!)
          const most = `most ${kind.say(at(peak.key))}, ${label(peak.key)}`
          return (
            <li key={figure}>
              <p className="mb-1 flex flex-wrap items-baseline justify-between gap-x-3">
                <span>
                  {kind.title} <b className="font-semibold">{kind.say(group)}</b>
                </span>
                {peak.value > 0 && <span className="text-xs text-soft">{most}</span>}
              </p>
              <Columns
                label={`${name}: ${kind.say(group)} ${kind.words}; ${most}. The table has all of it.`}
                columns={columns}
                most={peak.value}
                onPoint={() => {}}
                onChoose={(index) => toDays(stretches[index]!, stretch, period)}
                brief={kind.brief}
                said={(index) => `${label(stretches[index]!)}: ${kind.say(at(stretches[index]!))} ${kind.words}`}
              />
              <p aria-hidden="true" className="flex justify-between text-xs text-soft">
                <span>{label(stretches[0]!)}</span>
                {stretches.length > 1 && <span>{label(stretches.at(-1)!)}</span>}
              </p>
            </li>
          )
        })}
      </ul>
    </Figure>
  )
}
