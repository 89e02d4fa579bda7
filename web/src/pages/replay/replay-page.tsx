import { useAnswer } from '../../api/hooks.ts'
import { Failed } from '../../ui/states.tsx'
import { Head } from './head.tsx'
import { Replay } from './replay.tsx'
import { replayRoute } from './route.ts'

/** A session, from its first prompt to its end. */
export const ReplayPage = () => {
  const { id } = replayRoute.useParams()
  const head = useAnswer('session', { id })
  if (head.error && !head.data)
    return (
      <div className="px-4 pt-6 md:px-10">
        <h1 className="mb-3 font-serif text-2xl font-semibold">Session</h1>
        <Failed error={head.error} onAgain={() => void head.refetch()} />
      </div>
    )
  return (
    <div className="flex h-[calc(100dvh-3.5rem-4rem)] flex-col md:h-[calc(100dvh-3.5rem)]">
      <Head session={head.data} />
      <Replay key={id} session={id} />
    </div>
  )
}
