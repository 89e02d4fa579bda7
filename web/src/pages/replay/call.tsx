import { Failed } from '../../ui/states.tsx'
import { useAbout } from './about.ts'
import { CallInput } from './call-input.tsx'
import { CallOutput } from './call-output.tsx'
import { Diff } from './diff.tsx'
import { useEntry } from './entry.ts'
import type { Line } from './outline.ts'

/** What a call changed, its input and what came back. */
export const CallOpened = ({
  line,
  session,
}: {
  readonly line: Extract<Line, { kind: 'toolCall' }>
  readonly session: string
}) => {
  const followed = useAbout().edits.get(line.id)
  const { data, error, refetch } = useEntry(session, 'toolCall', line.id)
  if (error) return <Failed error={error} onAgain={() => void refetch()} />
  if (data === undefined) return <div aria-busy="true" className="h-24" />
  if (data === null) return <p className="py-1 text-xs text-soft">Nothing more is on record.</p>
  return (
    <div className="mb-3 ml-5 space-y-2">
      {data.edits.map((edit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a call may change a file twice
        <Diff key={index} {...edit} followed={followed?.[index]} />
      ))}
      <CallInput call={data} />
      {data.result && <CallOutput call={data} result={data.result} />}
    </div>
  )
}
