import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { useAnswer } from '../../api/hooks.ts'
import { Failed } from '../../ui/states.tsx'
import { useTop } from '../../ui/use-top.ts'
import { Head } from './head.tsx'
import { Replay } from './replay.tsx'
import { replayRoute } from './route.ts'

/** A session that was silent for longer is not called running. */
const silentMs = 2 * 60_000

/** A session, from its first prompt to its end. */
export const ReplayPage = () => {
  const { id } = replayRoute.useParams()
  const head = useAnswer('session', { id })
  const live = useLive(head.data?.endedAt)
  const frame = useRef<HTMLDivElement>(null)
  const top = useTop(frame)
  if (head.error && !head.data)
    return (
      <div className="px-4 pt-6 md:px-10">
        <h1 className="mb-3 font-serif text-2xl font-semibold">Session</h1>
        <Failed error={head.error} onAgain={() => void head.refetch()} />
      </div>
    )
  return (
    <div
      ref={frame}
      style={{ '--top': `${top}px` } as CSSProperties}
      className="flex h-[calc(100dvh-var(--top)-4rem)] flex-col pt-1 md:h-[calc(100dvh-var(--top))] lg:mt-3 lg:pt-5"
    >
      <Head session={head.data} live={live} />
      <Replay key={id} session={id} head={head.data} live={live} />
    </div>
  )
}

/** Whether something happened just now; goes by itself when nothing does any more. */
const useLive = (endedAt: string | undefined): boolean => {
  const silentFrom = endedAt === undefined ? 0 : Date.parse(endedAt) + silentMs
  const [, tick] = useState(0)
  const left = silentFrom - Date.now()
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => tick((before) => before + 1), left + 50)
    return () => clearTimeout(timer)
  }, [left])
  return left > 0
}
