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

/** `Mon 9 Feb`, with the year where it is not this one. */
export const dayName = (at: number, timezone: string, now: number = Date.now()): string => {
  const year = (instant: number) => format(timezone, 'year', { year: 'numeric' }).format(instant)
  const named = format(timezone, 'day', { weekday: 'short', day: 'numeric', month: 'short' })
    .format(at)
    .replace(',', '')
  return year(at) === year(now) ? named : `${named} ${year(at)}`
}

/** `14:05` */
export const timeOfDay = (at: number, timezone: string): string =>
  format(timezone, 'time', { hour: '2-digit', minute: '2-digit', hour12: false }).format(at)

/** `2026-02-09 14:05` */
export const dateAndTime = (at: number, timezone: string): string => {
  const date = format(timezone, 'date', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const part = (type: string) => date.find((entry) => entry.type === type)!.value
  return `${part('year')}-${part('month')}-${part('day')} ${timeOfDay(at, timezone)}`
}
