import { CommitLink } from '../../ui/links.tsx'
import type { Line } from './outline.ts'

/** A commit by its short id, which leads to it where a known history has it, and else says what became of it. */
export const CommitName = ({ line }: { readonly line: Extract<Line, { kind: 'commit' }> }) => {
  if (line.commit !== null)
    return (
      <CommitLink sha={line.commit} className="font-mono text-xs">
        {line.sha}
      </CommitLink>
    )
  return (
    <>
      <code className="font-mono text-xs">{line.sha}</code>{' '}
      <span className="text-xs text-soft">
        {line.rewritten === null ? (
          'in no known history'
        ) : (
          <>
            became{' '}
            <CommitLink sha={line.rewritten} className="font-mono">
              {line.rewritten.slice(0, line.sha.length)}
            </CommitLink>
          </>
        )}
      </span>
    </>
  )
}
