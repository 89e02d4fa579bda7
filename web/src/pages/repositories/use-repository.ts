import type { InfiniteData } from '@tanstack/react-query'
import type { Answer } from '../../api/ask.ts'
import { useInstallation } from '../../shell/use-page.ts'

type Timeline = Answer<'repository-timeline'>

/** What every page of a timeline says beside its days. */
export const useRepository = (
  data: InfiniteData<{ items: unknown[]; next: string | null }> | undefined,
): { readonly repository: Timeline['repository'] | undefined; readonly timezone: string } => {
  const { timezone } = useInstallation()
  const first = data?.pages[0] as Timeline | undefined
  return { repository: first?.repository, timezone: first?.timezone ?? timezone }
}
