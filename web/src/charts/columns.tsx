import { scaleBand, scaleLinear } from 'd3-scale'

/** One column of a chart over time. */
export interface Column {
  readonly key: string
  readonly value: number
}

/** A chart is drawn on so many units and stretched to its place: its text stands beside it. */
const width = 1000
const height = 40
/** Of so many columns values have room. */
const mostWritten = 8

/**
 * Columns from zero, one for each stretch of time. `label` says in words what it shows; what a click on a column does
 * must be possible in the table, too.
 */
export const Columns = ({
  label,
  columns,
  most,
  onPoint,
  onChoose,
  brief,
  said,
}: {
  readonly label: string
  readonly columns: readonly Column[]
  /** The figure whose column takes all the height. */
  readonly most: number
  /** The pointer is over this column, or over none. */
  readonly onPoint: (index: number | undefined) => void
  readonly onChoose: (index: number) => void
  /** What a column says on hover, where nothing beside the chart says it. */
  readonly said?: (index: number) => string
  /** How values are written over their columns; those of many columns are not. */
  readonly brief?: ((value: number) => string) | undefined
}) => {
  const x = scaleBand<number>()
    .domain(columns.map((_, index) => index))
    .range([0, width])
    .paddingInner(0.18)
  const y = scaleLinear()
    .domain([0, Math.max(most, Number.MIN_VALUE)])
    .range([0, height])
  const isWritten = brief !== undefined && columns.length <= mostWritten
  return (
    <>
      {isWritten && (
        <div aria-hidden="true" className="flex text-[0.78rem] leading-none text-soft">
          {columns.map(({ key, value }) => (
            <span key={key} className="flex-1 pb-1 text-center whitespace-nowrap">
              {value > 0 && brief(value)}
            </span>
          ))}
        </div>
      )}
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="block h-10 w-full border-b border-line"
        onPointerLeave={() => onPoint(undefined)}
      >
        {columns.map(({ key, value }, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table has the same as links
          <g
            key={key}
            className="cursor-pointer fill-accent hover:fill-ink"
            onPointerEnter={() => onPoint(index)}
            onClick={() => onChoose(index)}
          >
            {said && <title>{said(index)}</title>}
            <rect x={x(index)! - (x.step() - x.bandwidth()) / 2} width={x.step()} height={height} opacity="0" />
            {value > 0 && (
              <rect
                x={x(index)}
                y={height - Math.max(y(value), 1)}
                width={x.bandwidth()}
                height={Math.max(y(value), 1)}
                opacity="0.86"
              />
            )}
          </g>
        ))}
      </svg>
    </>
  )
}
