import { duration, plural } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'
import { useAbout } from './about.ts'
import { Changed } from './diff.tsx'
import { inAWord } from './fates.ts'
import type { Line } from './outline.ts'
import { actedOn, doneBy, endedAs } from './words.ts'

/** A call that took longer says how long. */
const worthTellingMs = 2_000

/** A call in one line: what, on what, and whether it worked. */
export const CallLine = ({ line }: { readonly line: Extract<Line, { kind: 'toolCall' }> }) => {
  const { workingDirectory, live, edits } = useAbout()
  const fate = inAWord(edits.get(line.id) ?? [])
  const ended = endedAs(line, live)
  const added = line.edits.reduce((sum, edit) => sum + edit.added, 0)
  const removed = line.edits.reduce((sum, edit) => sum + edit.removed, 0)
  return (
    <>
      <span className="shrink-0 font-medium">{visibleLine(doneBy(line))}</span>
      <span className="min-w-0 flex-1 truncate font-mono text-xs text-soft" title={visibleLine(line.target ?? '')}>
        {visibleLine(actedOn(line, workingDirectory))}
      </span>
      {fate !== undefined && <span className="hidden shrink-0 text-xs text-soft sm:inline">{fate}</span>}
      {line.editedFiles > 0 && (
        <span className="shrink-0 text-xs">
          {line.editedFiles > 1 && `${plural(line.editedFiles, 'file')} `}
          <Changed added={added} removed={removed} />
          {line.userModified && <span className="text-soft"> changed by the person</span>}
        </span>
      )}
      {line.durationMs !== null && line.durationMs >= worthTellingMs && (
        <span className="shrink-0 text-xs text-soft">{duration(line.durationMs)}</span>
      )}
      {ended === undefined ? (
        <span className="shrink-0 text-xs text-soft">
          <span aria-hidden="true">✓</span>
          <span className="sr-only">worked</span>
        </span>
      ) : (
        <span className="shrink-0 text-xs font-medium">{ended}</span>
      )}
    </>
  )
}
