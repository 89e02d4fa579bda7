import type { SyncProgress } from '../../ingest/sync.ts'

const fortnightMs = 14 * 86_400_000

/** Opens once all that is at most a fortnight older than the newest thing is read: two weeks can be answered then. */
export interface Gate {
  readonly opened: Promise<void>
  see(progress: SyncProgress): void
  open(): void
}

export const untilNewestWeekIsRead = (): Gate => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    opened,
    open: () => open(),
    see: ({ newest, readTo }) => {
      if (readTo < newest - fortnightMs) open()
    },
  }
}
