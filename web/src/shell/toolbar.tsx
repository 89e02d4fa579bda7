import { useMatches } from '@tanstack/react-router'
import { PeriodPicker } from './period-picker.tsx'
import { ScopeSwitch } from './scope-switch.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page is about a period that can be picked: the latest week until one is, or all time. */
    readonly period?: boolean | 'all'
  }
}

/** Over the page, on a wide screen beside its headline: which days it is about; on a narrow screen also whose. */
export const Toolbar = () => {
  const hasPeriod = useMatches({ select: (matches) => matches.some((match) => Boolean(match.staticData.period)) })
  return (
    <div className="pointer-events-none relative z-10 flex min-h-9 items-center justify-between gap-2 px-4 pt-3 *:pointer-events-auto md:justify-end md:px-10 lg:-mb-12">
      <div className="min-w-0 md:hidden">
        <ScopeSwitch />
      </div>
      {hasPeriod && <PeriodPicker />}
    </div>
  )
}
