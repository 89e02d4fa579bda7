import type { Answer } from '../../api/ask.ts'
import { count, plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { When } from '../../ui/when.tsx'

/** What would be lost when agents delete their logs, and what is not looked into. */
export const Kept = ({ kept: { logs, unread, gone, retentions, leftAlone } }: { readonly kept: Answer<'keeping'> }) => {
  const [first] = unread
  const days = [...new Set(retentions.map((retention) => retention.days))].toSorted((a, b) => a - b)
  return (
    <div className="border-t border-line pt-2 text-soft">
      {logs > 0 &&
        (first === undefined ? (
          <p>
            Everything is stored
            {days.length > 0 &&
              `: nothing is lost when an agent deletes its logs, as it does after ${days.map(count).join(' or ')} days`}
            .
          </p>
        ) : (
          <p>
            {plural(unread.length, 'log')} not read yet
            {first.deletedAt !== null && (
              <>
                ; the first is deleted by its agent <When at={first.deletedAt} />
              </>
            )}
            .
          </p>
        ))}
      {gone > 0 && (
        <p>
          {gone === 1
            ? 'One log is gone; what was read of it is kept here.'
            : `${count(gone)} logs are gone; what was read of them is kept here.`}
        </p>
      )}
      {leftAlone.length > 0 && (
        <details className="mt-1 text-xs">
          <summary>{plural(leftAlone.length, 'folder')} in which sessions ran are not looked into</summary>
          <ul className="mt-1">
            {leftAlone.map(({ folder, sessions }) => (
              <li key={folder}>
                <code>
                  <Say text={folder} />
                </code>{' '}
                ({plural(sessions, 'session')}): <code>maestro --root FOLDER</code> opens it
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
