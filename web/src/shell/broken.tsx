import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Failed } from '../ui/states.tsx'

/** What stands where a page cannot be shown at all. */
export const Broken = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter()
  return (
    <main className="p-8">
      <h1 className="mb-4 font-serif text-2xl font-semibold">This page cannot be shown</h1>
      <Failed
        error={error instanceof Error ? error : new Error(String(error))}
        onAgain={() => {
          reset()
          void router.invalidate()
        }}
      />
    </main>
  )
}
