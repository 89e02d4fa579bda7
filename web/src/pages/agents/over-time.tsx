import { useState } from 'react'
import { Columns } from '../../charts/columns.tsx'
import { Figure } from '../../charts/figure.tsx'
import { stretchLabel } from '../../charts/stretches.ts'
import { useInstallation } from '../../shell/use-page.ts'
import { Button } from '../../ui/button.tsx'
import { visibleLine } from '../../ui/visible.ts'
import type { FigureKind } from './figures.ts'
import { type Group, inOrder } from './groups.ts'
import { DaysLink, GroupLink } from './narrow.tsx'
import type { AgentsData } from './use-agents.ts'
import { useNarrow } from './use-narrow.ts'
import { dimensionTitles, groupName } from './words.ts'

const usual = 6
const columnsOfTable = 12

/** A figure over time, a line of columns for each group, all on one scale. */
export const OverTime = ({
  data,
  kind,
  isTable,
  onTable,
}: {
  readonly data: AgentsData
  readonly kind: FigureKind
  readonly isTable: boolean
  readonly onTable: () => void
}) => {
  const { today } = useInstallation()
  const { toDays } = useNarrow()
  const [isWhole, setWhole] = useState(false)
  const { by, stretch, stretches } = data
  const groups = inOrder(
    by,
    data.groups.filter((group) => kind.valueOf(group) > 0),
    kind.valueOf,
  )
  const most = Math.max(0, ...groups.flatMap((group) => [...group.over.values()].map(kind.valueOf)))
  const shown = isWhole ? groups : groups.slice(0, usual)
  const inTable = groups.slice(0, columnsOfTable)
  const label = (key: string) => stretchLabel(key, stretch, today)
  const figures = {
    head: [stretch, ...inTable.map(({ key }) => visibleLine(groupName(by, key)))],
    rows: stretches.map((key) => ({
      key,
      cells: [
        <DaysLink key={key} of={key} stretch={stretch} period={data.period}>
          {label(key)}
        </DaysLink>,
        ...inTable.map((group) => kind.say(group.over.get(key) ?? {})),
      ],
    })),
    columns: [stretch, by, kind.title],
    values: stretches.flatMap((key) =>
      groups.map((group) => [key, group.key, kind.valueOf(group.over.get(key) ?? {})] as const),
    ),
  }
  return (
    <Figure
      title={`${kind.title} by ${stretch}`}
      file={`${kind.words.replaceAll(' ', '-')}-by-${by}-and-${stretch}`}
      figures={figures}
      isTable={isTable}
      onTable={onTable}
    >
      {groups.length === 0 ? (
        <p className="text-soft">No {kind.words} in this period.</p>
      ) : (
        <>
          <ol>
            {shown.map((group) => (
              <Line
                key={group.key}
                group={group}
                data={data}
                kind={kind}
                most={most}
                label={label}
                onChoose={(index) => toDays(stretches[index]!, stretch, data.period)}
              />
            ))}
          </ol>
          <div className="flex justify-between text-xs text-soft md:ml-[16rem] md:mr-[13.5rem]">
            <span>{label(stretches[0]!)}</span>
            {stretches.length > 1 && <span>{label(stretches.at(-1)!)}</span>}
          </div>
          {groups.length > usual && (
            <Button look="quiet" onClick={() => setWhole(!isWhole)} className="mt-2">
              {isWhole
                ? `Only the first ${usual}`
                : `All ${groups.length}: ${dimensionTitles[by].toLowerCase()} by ${dimensionTitles[by].toLowerCase()}`}
            </Button>
          )}
        </>
      )}
    </Figure>
  )
}

const Line = ({
  group,
  data: { by, stretches },
  kind,
  most,
  label,
  onChoose,
}: {
  readonly group: Group
  readonly data: AgentsData
  readonly kind: FigureKind
  readonly most: number
  readonly label: (key: string) => string
  readonly onChoose: (index: number) => void
}) => {
  const [pointed, setPointed] = useState<number>()
  const columns = stretches.map((key) => ({ key, value: kind.valueOf(group.over.get(key) ?? {}) }))
  const peak = columns.reduce((best, column) => (column.value > best.value ? column : best), columns[0]!)
  const said = (key: string) => `${kind.say(group.over.get(key) ?? {})}, ${label(key)}`
  const at = pointed === undefined ? undefined : stretches[pointed]
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-4 py-1.5 md:grid-cols-[15rem_minmax(0,1fr)_12.5rem]">
      <span className="truncate" title={visibleLine(groupName(by, group.key))}>
        <GroupLink by={by} of={group.key}>
          {visibleLine(groupName(by, group.key))}
        </GroupLink>
      </span>
      <div className="order-last col-span-2 md:order-none md:col-span-1">
        <Columns
          label={`${groupName(by, group.key)}: ${kind.say(group)} ${kind.words}; most ${said(peak.key)}. The table has all of it.`}
          columns={columns}
          most={most}
          onPoint={setPointed}
          onChoose={onChoose}
          brief={kind.brief}
        />
      </div>
      <span className="text-right leading-tight">
        {at === undefined ? (
          <>
            <b className="font-semibold">{kind.say(group)}</b>
            <span className="block text-xs whitespace-nowrap text-soft">most {said(peak.key)}</span>
          </>
        ) : (
          <>
            <b className="font-semibold text-accent">{kind.say(group.over.get(at) ?? {})}</b>
            <span className="block text-xs text-soft">{label(at)}</span>
          </>
        )}
      </span>
    </li>
  )
}
