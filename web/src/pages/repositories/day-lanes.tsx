import { useNavigate } from '@tanstack/react-router'
import { plural } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'
import { type Day, lanesOf, shareOf } from './timeline.ts'

const laneHeight = 6
const ticksHeight = 14
const hours = [6, 12, 18]
const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

/**
 * The hours of a day: sessions as bars, commits as ticks below them, pull requests as taller ones. What it shows stands
 * as text below it.
 */
export const DayLanes = ({ day }: { readonly day: Day }) => {
  const navigate = useNavigate()
  const lanes = lanesOf(day)
  const height = (Math.max(0, ...lanes.map(({ lane }) => lane + 1)) * (laneHeight + 2) || 2) + 4
  const { commits, pullRequests, sessions } = day.counts
  return (
    <div className="mb-3 select-none">
      <div
        role="img"
        aria-label={`Over the day: ${plural(sessions, 'session')}, ${plural(commits, 'commit')} and ${plural(pullRequests, 'merged pull request')} by the hour`}
        className="relative border-b border-line"
        style={{ height: height + ticksHeight }}
      >
        {hours.map((hour) => (
          <span key={hour} className="absolute inset-y-0 w-px bg-line" style={{ left: percent(hour / 24) }} />
        ))}
        {lanes.map(({ value, from, until, lane }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list below leads there by the keyboard, too
          // biome-ignore lint/a11y/noStaticElementInteractions: the same
          <span
            key={value.id}
            title={`${visibleLine(value.intent ?? 'Session')} (${visibleLine(value.person)})`}
            onClick={() => void navigate({ to: '/sessions/$id', params: { id: value.id } })}
            className="absolute min-w-[3px] cursor-pointer rounded-[2px] bg-bar hover:bg-accent"
            style={{
              left: percent(from),
              width: percent(until - from),
              top: 4 + lane * (laneHeight + 2),
              height: laneHeight,
            }}
          />
        ))}
        {day.commits.map(({ commit, committedAt, subject }) => (
          <span
            key={commit}
            title={visibleLine(subject)}
            className="absolute bottom-0 w-px bg-soft"
            style={{ left: percent(shareOf(day, committedAt)), height: 7 }}
          />
        ))}
        {day.pullRequests.map(({ number, mergedAt, title }) => (
          <span
            key={number}
            title={`#${number} ${visibleLine(title)}`}
            className="absolute bottom-0 w-[2px] bg-accent"
            style={{ left: percent(shareOf(day, mergedAt)), height: ticksHeight - 2 }}
          />
        ))}
      </div>
      <div aria-hidden="true" className="relative h-4 text-[0.78rem] text-soft">
        <span className="absolute left-0">00:00</span>
        {hours.map((hour) => (
          <span key={hour} className="absolute -translate-x-1/2" style={{ left: percent(hour / 24) }}>
            {String(hour).padStart(2, '0')}:00
          </span>
        ))}
      </div>
    </div>
  )
}
