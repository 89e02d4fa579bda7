import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Who only passes by does not stay so long. */
const passingMs = 40

/** Asks for what opens when the session that somebody stopped at is opened. */
export const usePreload = (id: string | undefined): void => {
  const router = useRouter()
  useEffect(() => {
    if (id === undefined) return
    const timer = setTimeout(
      () => void router.preloadRoute({ to: '/sessions/$id', params: { id } }).catch(() => {}),
      passingMs,
    )
    return () => clearTimeout(timer)
  }, [id, router])
}
