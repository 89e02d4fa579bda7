const grouped = new Intl.NumberFormat('en-US')

/** `12,345` */
export const count = (value: number): string => grouped.format(value)

/** `1 session`, `3 sessions` */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

/** `950`, `12.3k`, `4.56M`, `1.20B`: three figures. */
export const short = (value: number): string => {
  for (const [size, unit] of [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    const figures = Number((value / size).toPrecision(3))
    if (figures >= 1) return `${figures.toFixed(figures >= 100 ? 0 : figures >= 10 ? 1 : 2)}${unit}`
  }
  return String(value)
}

/** `$0.42`, `$1,234`, `< $0.01`; with `≥` where part of it is not known; `unknown` where nothing is. */
export const dollars = (value: number | null, incomplete = false): string => {
  if (value === null) return 'unknown'
  if (value > 0 && value < 0.005) return incomplete ? '≥ $0.00' : '< $0.01'
  const digits = value !== 0 && value < 99.995 ? 2 : 0
  const text = `$${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
  return incomplete ? `≥ ${text}` : text
}

/** `45 s`, `12 min`, `3 h 05 min`. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** `92 %`, `< 1 %` of a share from 0 to 1. */
export const percent = (share: number): string =>
  share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`

/** `3.4 MB` */
export const bytes = (value: number): string => {
  for (const [size, unit] of [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ] as const) {
    const tenths = Math.round(value / (size / 10))
    if (value >= 1000 && tenths >= 10) return `${(tenths / 10).toFixed(1)} ${unit}`
  }
  return `${value} B`
}

/** How a figure compares with the one before, for a sentence: `18 more`, `3 fewer`, `as many`. */
export const compared = (now: number, before: number): string =>
  now === before ? 'as many' : now > before ? `${count(now - before)} more` : `${count(before - now)} fewer`
