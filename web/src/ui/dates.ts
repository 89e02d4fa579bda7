const formats = new Map<string, Intl.DateTimeFormat>()

const format = (timezone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${name} ${timezone}`
  let there = formats.get(key)
  if (!there) {
    there = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, ...options })
    formats.set(key, there)
  }
  return there
}

/** `2026-02-09`: the day of an instant. */
export const dayOf = (at: number, timezone: string): string => {
  const parts = format(timezone, 'parts', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const part = (type: string) => parts.find((entry) => entry.type === type)!.value
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** `Mon 9 Feb`, with the year where it is not this one. */
export const dayName = (at: number, timezone: string, now: number = Date.now()): string => {
  const named = format(timezone, 'day', { weekday: 'short', day: 'numeric', month: 'short' })
    .format(at)
    .replace(',', '')
  const year = dayOf(at, timezone).slice(0, 4)
  return year === dayOf(now, timezone).slice(0, 4) ? named : `${named} ${year}`
}

/** `9 Feb`, with the year where it is not this one. */
export const shortDay = (at: number, timezone: string, now: number = Date.now()): string => {
  const named = format(timezone, 'short', { day: 'numeric', month: 'short' }).format(at)
  const year = dayOf(at, timezone).slice(0, 4)
  return year === dayOf(now, timezone).slice(0, 4) ? named : `${named} ${year}`
}

/** `14:05` */
export const timeOfDay = (at: number, timezone: string): string =>
  format(timezone, 'time', { hour: '2-digit', minute: '2-digit', hour12: false }).format(at)

/** `Monday 9 February 2026, 14:05:09 (Europe/Berlin)` */
export const exactly = (at: number, timezone: string): string => {
  const day = format(timezone, 'full', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at)
  const time = format(timezone, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
  return `${day.replace(',', '')}, ${time.format(at)} (${timezone})`
}

/** `just now`, `12 min ago`, `3 h ago`, `yesterday 14:05`, `Mon 9 Feb`. */
export const relative = (at: number, timezone: string, now: number = Date.now()): string => {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 0) return dayName(at, timezone, now)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (dayOf(at, timezone) === dayOf(now, timezone)) return `${Math.floor(minutes / 60)} h ago`
  if (dayOf(at, timezone) === dayOf(now - 86_400_000, timezone)) return `yesterday ${timeOfDay(at, timezone)}`
  return dayName(at, timezone, now)
}
