import { useInstallation } from '../shell/use-page.ts'
import { exactly, relative } from './dates.ts'

/** An instant, said as it is said in talk, with the exact one on hover. Takes ISO 8601 or milliseconds since 1970. */
export const When = ({ at, className }: { readonly at: string | number; readonly className?: string }) => {
  const { timezone } = useInstallation()
  const instant = typeof at === 'number' ? at : Date.parse(at)
  return (
    <time dateTime={new Date(instant).toISOString()} title={exactly(instant, timezone)} className={className}>
      {relative(instant, timezone)}
    </time>
  )
}
