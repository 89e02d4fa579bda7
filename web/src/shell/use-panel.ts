import { useNavigate } from '@tanstack/react-router'
import { useShared } from './use-page.ts'

/** The panel beside the page: what is open in it, and how to open something else or close it. */
export const usePanel = () => {
  const { panel } = useShared()
  const navigate = useNavigate()
  const open = (next: string | undefined): void => {
    void navigate({
      to: '.',
      search: ((before: Record<string, unknown>) => ({ ...before, panel: next })) as never,
      resetScroll: false,
    })
  }
  return { panel, open, close: () => open(undefined) }
}
