import { openLog } from './open-log.ts'

const tailBytes = 32 * 1024
const stamp = /"timestamp":"(\d{4}-\d\d-\d\dT[\d:.]+Z?)"/g

/**
 * The latest timestamp near the end of a log, in milliseconds since 1970; undefined where there is none. Times of files
 * are lost when logs are copied, what is written in them is not.
 */
export const newestInLog = async (path: string): Promise<number | undefined> => {
  const file = await openLog(path).catch(() => undefined)
  if (!file) return undefined
  try {
    const { size } = await file.stat()
    const length = Math.min(size, tailBytes)
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    const times = [...buffer.toString('latin1').matchAll(stamp)].map((match) => Date.parse(match[1]!))
    const known = times.filter((time) => !Number.isNaN(time) && time <= Date.now())
    return known.length > 0 ? Math.max(...known) : undefined
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}
