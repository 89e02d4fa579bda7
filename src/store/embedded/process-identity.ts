import { readFileSync } from 'node:fs'

/**
 * Something that tells a process from a later one with the same number, or undefined when no such process runs. On Linux
 * its start time; a zombie counts as gone. Elsewhere only that the number is taken, so a caller asks the socket as well.
 */
export function identityOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startTime(pid) : numberTaken(pid)
}

/** Whether `identityOf` is proof enough on this platform. */
export const identityIsProof = process.platform === 'linux'

function startTime(pid: number): string | undefined {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  } catch {
    return undefined
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
}

function numberTaken(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
    return 'running'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'running' : undefined
  }
}
