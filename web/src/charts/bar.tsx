import { scaleLinear } from 'd3-scale'

const scale = scaleLinear().range([0, 100]).clamp(true)

/**
 * A bar from zero, beside the words and the figure that it draws: those say what it shows, so it is hidden from readers
 * of the screen. `before` is drawn as a stroke.
 */
export const Bar = ({
  value,
  most,
  before,
}: {
  readonly value: number
  /** The figure whose bar takes all the width. */
  readonly most: number
  readonly before?: number | undefined
}) => {
  const at = scale.copy().domain([0, Math.max(most, Number.MIN_VALUE)])
  return (
    <svg
      aria-hidden="true"
      preserveAspectRatio="none"
      viewBox="0 0 100 16"
      className="block h-4 w-full overflow-visible"
    >
      {value > 0 && <rect y="2" width={Math.max(at(value), 0.3)} height="12" className="fill-accent" opacity="0.86" />}
      {before !== undefined && before > 0 && (
        <line
          x1={at(before)}
          x2={at(before)}
          y1="0"
          y2="16"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
          className="stroke-ink"
        />
      )}
    </svg>
  )
}
