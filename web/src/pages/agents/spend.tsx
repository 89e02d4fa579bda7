import { Bar } from '../../charts/bar.tsx'
import { Figure } from '../../charts/figure.tsx'
import { useListKeys } from '../../keys/use-list-keys.ts'
import { classes } from '../../ui/classes.ts'
import { count, duration, plural, short } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'
import { costOf, isLowerBound } from './figures.ts'
import { type Group, inOrder, tokensOf } from './groups.ts'
import { GroupLink } from './narrow.tsx'
import type { AgentsData } from './use-agents.ts'
import { useNarrow } from './use-narrow.ts'
import { dimensionTitles, groupName } from './words.ts'

const usual = 20

const beside = ({ done, spent }: Group): string =>
  done
    ? [
        plural(done.sessions, 'session'),
        plural(done.prompts, 'prompt'),
        plural(done.toolCalls, 'call'),
        duration(done.activeMs),
      ].join(' · ')
    : spent
      ? `${short(tokensOf(spent))} tokens, ${short(spent.outputTokens)} of them written`
      : 'nothing'

/** What each group spent, beside what was done with it. */
export const Spend = ({
  data: { by, groups, period },
  isTable,
  onTable,
}: {
  readonly data: AgentsData
  readonly isTable: boolean
  readonly onTable: () => void
}) => {
  const { toGroup } = useNarrow()
  const there = inOrder(
    by,
    groups.filter((group) => group.done !== undefined || group.spent !== undefined),
    ({ spent }) => spent?.knownCostUsd ?? 0,
    ({ spent }) => tokensOf(spent),
  )
  const shown = there.slice(0, usual)
  const most = Math.max(
    0,
    ...there.flatMap((group) => [group.spent, group.before.spent].map((of) => of?.knownCostUsd ?? 0)),
  )
  const than = period.before?.label
  const { chosen } = useListKeys({
    name: 'Agents',
    count: isTable ? 0 : shown.length,
    onOpen: (index) => toGroup(by, shown[index]!.key),
  })
  const isBounded = there.some((group) => isLowerBound(group.spent) || isLowerBound(group.before.spent))
  return (
    <Figure
      title={`Spend by ${dimensionTitles[by].toLowerCase()}${by === 'model' ? '' : ', and what was done with it'}`}
      file={`agents-by-${by}`}
      figures={{
        head: [
          dimensionTitles[by].toLowerCase(),
          'cost',
          ...(than ? [`cost, ${than}`] : []),
          'tokens',
          'written',
          ...(by === 'model'
            ? []
            : ['sessions', 'prompts', 'calls', 'failed', 'stopped', 'refused', 'compacted', 'lines', 'active']),
        ],
        rows: there.map((group) => ({
          key: group.key,
          cells: [
            <GroupLink key={group.key} by={by} of={group.key}>
              {visibleLine(groupName(by, group.key))}
            </GroupLink>,
            costOf(group.spent),
            ...(than ? [costOf(group.before.spent)] : []),
            short(tokensOf(group.spent)),
            short(group.spent?.outputTokens ?? 0),
            ...(by === 'model' ? [] : doneCells(group)),
          ],
        })),
        columns: [by, ...valueNames],
        values: there.map((group) => [group.key, ...valuesOf(group)]),
      }}
      isTable={isTable}
      onTable={onTable}
    >
      <ul className="max-w-[70rem]">
        {shown.map((group, index) => (
          <li
            key={group.key}
            data-index={index}
            data-chosen={index === chosen || undefined}
            className={classes(
              '-mx-2 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-md px-2 py-1 md:grid-cols-[15rem_minmax(0,1fr)_6.5rem_24rem]',
              index === chosen && 'bg-tint',
            )}
          >
            <span className="truncate" title={visibleLine(groupName(by, group.key))}>
              <GroupLink by={by} of={group.key}>
                {visibleLine(groupName(by, group.key))}
              </GroupLink>
            </span>
            <span className="order-last col-span-2 md:order-none md:col-span-1">
              <Bar
                value={group.spent?.knownCostUsd ?? 0}
                most={most}
                before={than ? (group.before.spent?.knownCostUsd ?? 0) : undefined}
              />
            </span>
            <b className="text-right font-semibold">{costOf(group.spent)}</b>
            <span className="order-last col-span-2 text-xs text-soft md:order-none md:col-span-1">{beside(group)}</span>
          </li>
        ))}
      </ul>
      {there.length > usual && (
        <p className="mt-1 text-xs text-soft">
          {plural(there.length - usual, 'more stands', 'more stand')} in the table.
        </p>
      )}
      <p className="mt-1 text-xs text-soft">
        US dollars at list price, not the bill.
        {than !== undefined && ` The stroke is ${than}.`}
        {isBounded && ' ≥: the agent version is known to log less output than there was, or a price is unknown.'}
        {by === 'model' && ' Logs do not tell which model called a tool, so only tokens and cost stand by model.'}
      </p>
    </Figure>
  )
}

const doneCells = ({ done }: Group): string[] =>
  done
    ? [
        count(done.sessions),
        count(done.prompts),
        count(done.toolCalls),
        count(done.toolErrors),
        count(done.interruptions),
        count(done.rejections),
        count(done.compactions),
        `+${count(done.added)} −${count(done.removed)}`,
        duration(done.activeMs),
      ]
    : Array.from({ length: 9 }, () => '')

const valueNames = [
  'knownCostUsd',
  'costIsLowerBound',
  'knownCostUsdBefore',
  'inputTokens',
  'cacheCreationTokens',
  'cacheReadTokens',
  'outputTokens',
  'sessions',
  'prompts',
  'toolCalls',
  'toolErrors',
  'interruptions',
  'rejections',
  'compactions',
  'added',
  'removed',
  'activeMs',
] as const

const valuesOf = ({ done, spent, before }: Group) => [
  spent?.knownCostUsd ?? null,
  isLowerBound(spent) ? 'yes' : 'no',
  before.spent?.knownCostUsd ?? null,
  spent?.inputTokens ?? null,
  spent?.cacheCreationTokens ?? null,
  spent?.cacheReadTokens ?? null,
  spent?.outputTokens ?? null,
  done?.sessions ?? null,
  done?.prompts ?? null,
  done?.toolCalls ?? null,
  done?.toolErrors ?? null,
  done?.interruptions ?? null,
  done?.rejections ?? null,
  done?.compactions ?? null,
  done?.added ?? null,
  done?.removed ?? null,
  done?.activeMs ?? null,
]
