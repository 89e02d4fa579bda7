import { classes } from './classes.ts'

/** A choice of a few, all in sight. */
export const Segmented = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  /** What is chosen, for readers of the screen. */
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}) => (
  <fieldset className="inline-flex min-w-0 flex-wrap rounded-md border border-line bg-panel p-0.5">
    <legend className="sr-only">{label}</legend>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
        className={classes(
          'min-h-[24px] rounded px-2 py-0.5 text-xs whitespace-nowrap',
          option.value === value ? 'bg-tint font-medium text-accent' : 'text-soft hover:text-ink',
        )}
      >
        {option.label}
      </button>
    ))}
  </fieldset>
)
