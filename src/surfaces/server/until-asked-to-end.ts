const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Within this time after it was asked to, the process ends, whatever hangs. In milliseconds. */
const endsWithin = 5_000

/** Is aborted when the process is asked to end. From then on it has five seconds; asked once more, it ends at once. */
export const untilAskedToEnd = (): AbortSignal => {
  const asked = new AbortController()
  const end = () => {
    if (asked.signal.aborted) process.exit()
    asked.abort()
    setTimeout(() => process.exit(), endsWithin).unref()
  }
  for (const name of signals) process.on(name, end)
  return asked.signal
}
