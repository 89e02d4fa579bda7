import { Link } from '@tanstack/react-router'
import { useConnection } from '../api/live.ts'
import { CommandLine } from '../ui/command.tsx'
import { count, plural } from '../ui/format.ts'
import { When } from '../ui/when.tsx'
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
          <CommandLine command="maestro up" /> starts it; this page goes on by itself.
        </p>
      )}
      {sample && (
        <p role="note" className="border-b border-line bg-tint px-4 py-2 text-center text-xs">
          <b className="font-semibold">Sample team.</b> A fictional company: nobody here is real. Your own work, once an
          agent has left logs: <code className="font-mono">maestro --home DIR --repo DIR</code>
        </p>
      )}
      {firstReading && firstReading.done < firstReading.sources && <FirstReading {...firstReading} />}
      {failedSources > 0 && (
        <p role="status" className="border-b border-line px-4 py-1.5 text-center text-xs">
          <span className="text-now">
            {plural(failedSources, 'log or repository', 'logs and repositories')} cannot be read
          </span>
          : what is in there is missing here.{' '}
          <Link to="/settings" hash="sources" className="evidence">
            Since when, and what to do
          </Link>
        </p>
      )}
    </>
  )
}

/** How far the first reading of everything is: the newest comes first. */
const FirstReading = ({
  sources,
  done,
  readTo,
}: {
  readonly sources: number
  readonly done: number
  readonly readTo: string | null
}) => (
  <div className="appear-late border-b border-line text-xs text-soft">
    <p role="status" className="px-4 py-1.5 text-center">
      Reading, the newest first: {count(done)} of {plural(sources, 'log or repository', 'logs and repositories')}
      {readTo !== null && (
        <>
          {'; what is newer than '}
          <When at={readTo} /> is here
        </>
      )}
      . What you see grows.
    </p>
    <progress aria-label="Read so far" value={done} max={sources} className="thin-progress block h-0.5 w-full" />
  </div>
)
