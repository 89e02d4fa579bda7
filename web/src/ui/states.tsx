import type { ReactNode } from 'react'
import { ApiError } from '../api/api-error.ts'

/** Where nothing is: what would stand here, and what brings it. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="max-w-[34rem] rounded-lg border border-dashed border-line px-5 py-6">
    <p className="font-medium">{title}</p>
    {children !== undefined && <div className="mt-1 text-soft">{children}</div>}
  </div>
)

/** What went wrong, and what to do next. */
export const Failed = ({ error, onAgain }: { readonly error: Error; readonly onAgain?: () => void }) => (
  <div role="alert" className="max-w-[34rem] rounded-lg border border-line bg-panel px-5 py-4">
    <p className="font-medium text-now">{error.message}</p>
    {error instanceof ApiError && <p className="mt-1 text-soft">{error.next}</p>}
    {onAgain && (
      <button type="button" onClick={onAgain} className="evidence mt-2 text-accent">
        Try again
      </button>
    )}
  </div>
)

/** Stands where text will, so that nothing jumps; is not seen in the first 300 ms. */
export const Skeleton = ({ lines = 6 }: { readonly lines?: number }) => (
  <div className="appear-late space-y-3" role="status" aria-busy="true">
    <span className="sr-only">Loading</span>
    {Array.from({ length: lines }, (_, index) => (
      <div
        // biome-ignore lint/suspicious/noArrayIndexKey: all lines are alike
        key={index}
        className="h-4 rounded bg-line"
        style={{ width: `${[92, 78, 85, 64, 88, 71][index % 6]}%` }}
      />
    ))}
  </div>
)
