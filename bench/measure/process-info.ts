import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

/*
 * Processes as Linux's /proc shows them. Elsewhere, and for a process that is gone, there is nothing to see: the answers
 * are zero and empty.
 */

const secondsPerTick = 0.01
const megabyte = 1024 ** 2

const statOf = (pid: number | string): string[] | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

const ticks = (stat: readonly string[] | undefined, from: number, to: number): number =>
  (stat?.slice(from, to) ?? []).reduce((sum, value) => sum + Number(value), 0)

/** User and system seconds of all children of this process that have ended, and of theirs. */
export const secondsOfEndedChildren = (): number => ticks(statOf('self'), 13, 15) * secondsPerTick

/** User and system seconds of a process, of its children that run, and of those that have ended. */
export const secondsOf = (pid: number): number =>
  (ticks(statOf(pid), 11, 15) + childrenOf(pid).reduce((sum, child) => sum + ticks(statOf(child), 11, 15), 0)) *
  secondsPerTick

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const childrenOf = (pid: number): number[] =>
  list(`/proc/${pid}/task`).flatMap((thread) => {
    try {
      const text = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim()
      return text ? text.split(' ').map(Number) : []
    } catch {
      return []
    }
  })

/** A process and all below it. */
export const treeOf = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(treeOf)]

/** Whether a process runs Node. */
export const isNode = (pid: number): boolean => {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('node')
  } catch {
    return false
  }
}

/** The resident memory of a process in MB. */
export const residentMegabytes = (pid: number): number => {
  try {
    const match = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return match ? (Number(match[1]) * 1024) / megabyte : 0
  } catch {
    return 0
  }
}

/** What of memory belongs to a process in MB; what several share counts in parts. */
export const proportionalMegabytes = (pid: number): number => {
  try {
    const match = /^Pss:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
    return match ? (Number(match[1]) * 1024) / megabyte : 0
  } catch {
    return 0
  }
}
