import { duration, plural } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'
import { useAbout } from './about.ts'

/** Opens a subagent below the call that started it, and says what it is. */
export const SubagentToggle = ({
  id,
  open,
  onToggle,
}: {
  readonly id: string
  readonly open: boolean
  readonly onToggle: () => void
}) => {
  const subagent = useAbout().subagents.get(id)
  return (
    <p className="mb-1 ml-5 flex h-[24px] items-center gap-2 text-xs text-soft">
      <button type="button" aria-expanded={open} onClick={onToggle} className="evidence min-h-[24px] text-accent">
        {open ? 'Fold' : 'Open'} the {subagent?.type ? `${visibleLine(subagent.type)} ` : ''}subagent
      </button>
      {subagent && (
        <span className="truncate">
          {plural(subagent.toolCalls, 'tool call')}
          {subagent.ms === undefined ? ', still running' : subagent.ms >= 1000 ? ` in ${duration(subagent.ms)}` : ''}
        </span>
      )}
    </p>
  )
}
