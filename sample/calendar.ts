const dayLength = 86_400_000
const hourLength = 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

const formatIn = (zone: string): Intl.DateTimeFormat => {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/** The offset at a full hour, when clocks change. */
const offsetAtStep = (zone: string, at: number): number => {
  const key = `${zone}/${at}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    const parts = formatIn(zone).formatToParts(at)
    const part = Object.fromEntries(parts.map((each) => [each.type, Number(each.value)]))
    offset = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!) - at
    if (offsets.size > 20_000) offsets.clear()
    offsets.set(key, offset)
  }
  return offset
}

/** Milliseconds that local time is ahead of UTC. */
export const offsetAt = (zone: string, at: number): number => {
  const midnight = Math.floor(at / dayLength) * dayLength
  const offset = offsetAtStep(zone, midnight)
  if (offset === offsetAtStep(zone, midnight + dayLength)) return offset
  return offsetAtStep(zone, Math.floor(at / hourLength) * hourLength)
}

/** `+0100`, as git writes it. */
export const gitZone = (zone: string, at: number): string => {
  const minutes = Math.round(offsetAt(zone, at) / 60_000)
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
}

/** The working days up to a moment, newest first: no weekends, and none of one holiday some three weeks before. */
export interface Calendar {
  readonly now: number
  /** The instant of an hour on the working day that is so many before the newest whole one; -1 is today, if it is one. */
  at(day: number, hour: number, zone: string): number
  /** How many working days lie before the newest whole one, within so many weeks. */
  workingDays(weeks: number): number
  /** Whether today is a working day. */
  readonly worksToday: boolean
  /** The first moment from one on at which somebody in this zone is at work. */
  atWork(from: number, zone: string): number
}

/** The calendar of a team that works Monday to Friday. */
export const createCalendar = (now: number): Calendar => {
  const today = Math.floor(now / dayLength) * dayLength
  const isWeekend = (midnight: number) => [0, 6].includes(new Date(midnight).getUTCDay())
  const midnights: number[] = []
  let holiday: number | undefined
  const extendTo = (count: number) => {
    let midnight = midnights.at(-1) ?? today
    while (midnights.length < count) {
      midnight -= dayLength
      if (midnight === holiday) midnight -= dayLength
      if (holiday === undefined && today - midnight >= 20 * dayLength && new Date(midnight).getUTCDay() === 1) {
        holiday = midnight
        continue
      }
      if (!isWeekend(midnight)) midnights.push(midnight)
    }
  }
  return {
    now,
    worksToday: !isWeekend(today),
    atWork: (from, zone) => {
      const offset = offsetAt(zone, from)
      let midnight = Math.floor((from + offset) / dayLength) * dayLength
      let time = from + offset - midnight
      if (time > 18.2 * hourLength) {
        midnight += dayLength
        time = 8.6 * hourLength + (time % (2 * hourLength))
      } else if (time < 8.5 * hourLength) time = 8.6 * hourLength + (time % (2 * hourLength))
      extendTo(30)
      while (isWeekend(midnight) || midnight === holiday) midnight += dayLength
      return midnight + time - offset
    },
    at: (day, hour, zone) => {
      if (day >= 0) extendTo(day + 1)
      const local = (day < 0 ? today : midnights[day]!) + hour * 3_600_000
      return Math.round(local - offsetAt(zone, local - offsetAt(zone, local)))
    },
    workingDays: (weeks) => {
      const first = today - weeks * 7 * dayLength
      let count = 0
      for (;;) {
        extendTo(count + 1)
        if (midnights[count]! < first) return count
        count++
      }
    },
  }
}
