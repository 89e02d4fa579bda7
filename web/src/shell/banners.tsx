import { Link } from '@tanstack/react-router'
import { useConnection } from '../api/live.ts'
import { count, plural } from '../ui/format.ts'
import { useInstallation } from './use-page.ts'

/** What is said of everything: whose data it is, whether it is whole, whether the server answers. */
export const Banners = () => {
  const { sample, firstReading, failedSources } = useInstallation()
  const connection = useConnection()
  return (
    <>
      {connection === 'gone' && (
        <p role="alert" className="sticky top-0 z-30 bg-removed-tint px-4 py-2 text-center">
          <b className="font-semibold text-now">The server does not answer.</b> What you see is as it was.{' '}
          <code className="font-mono text-xs">maestro up</code> starts it; this page goes on by itself.
        </p>
      )}
      {sample && (
        <p role="note" className="border-b border-line bg-tint px-4 py-2 text-center">
          <b className="font-semibold">Sample team.</b> A fictional company: nobody here is real. Your own work, once an
          agent has left logs: <code className="font-mono text-xs">maestro --home DIR --repo DIR</code>
        </p>
      )}
      {firstReading && firstReading.done < firstReading.sources && (
        <p role="status" className="appear-late border-b border-line px-4 py-1.5 text-center text-xs text-soft">
          Reading: {count(firstReading.done)} of{' '}
          {plural(firstReading.sources, 'log or repository', 'logs and repositories')}, the newest first. What you see
          grows.
        </p>
      )}
      {failedSources > 0 && (
        <p role="status" className="border-b border-line px-4 py-1.5 text-center text-xs">
          <span className="text-now">
            {plural(failedSources, 'log or repository', 'logs and repositories')} cannot be read
          </span>
          : what is in there is missing here.{' '}
          <Link to="/settings" className="evidence">
            Since when, and what to do
          </Link>
        </p>
      )}
    </>
  )
}
