import { visibleLine } from '../../ui/visible.ts'

/** So many are shown. */
const most = 200

/** A list of tasks as it stands. */
export const Tasks = ({ items }: { readonly items: readonly unknown[] }) => (
  <ul className="space-y-0.5">
    {items.slice(0, most).map((item, index) => {
      const { text, content, status } = (item ?? {}) as { text?: unknown; content?: unknown; status?: unknown }
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: tasks have no other name
        <li key={index}>
          <span aria-hidden="true">{status === 'completed' ? '☑' : '☐'} </span>
          {status === 'completed' && <span className="sr-only">done: </span>}
          {visibleLine(String(text ?? content ?? ''))}
          {status === 'in_progress' && <span className="text-xs text-soft"> in progress</span>}
        </li>
      )
    })}
  </ul>
)
