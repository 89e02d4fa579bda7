import { count } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'

/** Names and how often each was met, the most frequent first. */
export const Counted = ({
  title,
  counts,
}: {
  readonly title: string
  readonly counts: Readonly<Record<string, number>>
}) => {
  const sorted = Object.entries(counts).toSorted((a, b) => b[1] - a[1])
  if (sorted.length === 0) return null
  return (
    <p className="mt-1">
      {title}:{' '}
      {sorted.map(([name, value], index) => (
        <span key={name}>
          {index > 0 && ', '}
          <Say text={name} /> ({count(value)})
        </span>
      ))}
    </p>
  )
}
