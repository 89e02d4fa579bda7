import { scaleLinear } from 'd3-scale'
import type { Column } from './columns.tsx'

const step = 10
const height = 20

/**
 * A word-sized chart: columns from zero, one for each stretch of time. The words beside it say what it shows, so it is
 * hidden from readers of the screen; each column says its own on hover.
 */
export const Spark = ({
  columns,
  most,
  look,
}: {
  readonly columns: readonly (Column & { readonly said: string })[]
  /** The figure whose column takes all the height; the highest of its own where none is given. */
  readonly most?: number
  readonly look: 'accent' | 'grey'
}) => {
  const y = scaleLinear()
    .domain([0, most ?? Math.max(1, ...columns.map(({ value }) => value))])
    .range([0, height])
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, columns.length) * step} ${height}`}
      preserveAspectRatio="none"
      className="block h-5 w-full border-b border-line"
    >
      {columns.map(({ key, value, said }, index) => (
        <g key={key} className={look === 'accent' ? 'fill-accent' : 'fill-soft'}>
          <title>{said}</title>
          <rect x={index * step} width={step} height={height} opacity="0" />
          {value > 0 && (
            <rect
              x={index * step + 1}
              y={height - Math.max(y(value), 1)}
              width={step - 2}
              height={Math.max(y(value), 1)}
              opacity="0.86"
            />
          )}
        </g>
      ))}
    </svg>
  )
}
