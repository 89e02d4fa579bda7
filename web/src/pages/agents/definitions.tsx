import { useState } from 'react'
import { useAnswer } from '../../api/hooks.ts'

const told = [
  'sessions-active',
  'prompts',
  'tool-calls',
  'tool-actions',
  'tool-errors',
  'interruptions',
  'rejections',
  'compactions',
  'active-time-agents',
  'session-lines',
  'cost',
]

/** How the figures of the page are counted, in the words of the registry of metrics. */
export const Definitions = () => {
  const [isOpen, setOpen] = useState(false)
  const { data } = useAnswer('metrics', {}, { enabled: isOpen })
  const byId = new Map(data?.items.map((metric) => [metric.id, metric]))
  return (
    <details className="max-w-[75ch]" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="text-soft">How this is counted, and what it cannot say</summary>
      <dl className="mt-3 space-y-3 text-sm">
        {told.flatMap((id) => {
          const metric = byId.get(id)
          if (!metric) return []
          return [
            <div key={id}>
              <dt className="font-medium">{metric.name}</dt>
              <dd>{metric.definition}</dd>
              <dd className="text-soft">{metric.caveats.join(' ')}</dd>
            </div>,
          ]
        })}
      </dl>
    </details>
  )
}
