import { type SortName, sortNames, sorts } from './sorts.ts'

/** In which order the list is. */
export const SortChoice = ({
  value,
  onChange,
}: {
  readonly value: SortName
  readonly onChange: (sort: SortName) => void
}) => (
  <label className="text-xs text-soft">
    <span className="sr-only">Order</span>
    <select
      value={value}
      onChange={(event) => onChange(event.target.value as SortName)}
      className="min-h-7 rounded-md border border-line bg-panel px-2 text-ink"
    >
      {sortNames.map((name) => (
        <option key={name} value={name}>
          {sorts[name].title}
        </option>
      ))}
    </select>
  </label>
)
