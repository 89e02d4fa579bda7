import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import {
  isNode,
  proportionalMegabytes,
  residentMegabytes,
  secondsOf,
  secondsOfEndedChildren,
  treeOf,
} from './process-info.ts'

export interface RunRequest {
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Processes that work for the command but are not below it: the database server, its keeper. */
  readonly helpers?: readonly number[]
  /** Look at the memory of Node processes meanwhile. */
  readonly watchMemory?: boolean
  /** End the command as soon as it has printed a line. */
  readonly untilFirstLine?: boolean
  /** Do not keep what it prints. */
  readonly discardOutput?: boolean
}

/** What one run of a command took. */
export interface Run {
  readonly seconds: number
  /** User and system time of the command, all below it, and its helpers. */
  readonly cpuSeconds: number
  readonly helperCpuSeconds: number
  /** The most that all Node processes held together; zero where it was not watched. */
  readonly nodeMegabytes: number
  /** The most that the database's processes held together; zero where it was not watched. */
  readonly databaseMegabytes: number
  readonly secondsToFirstLine: number
  readonly output: string
}

const lookEveryMs = 40
/** To add up a database's memory the kernel walks all of it. */
const looksADatabaseLook = 25

/** Runs a command to its end and measures it. One at a time: CPU time is told apart by what ended meanwhile. */
export const runMeasured = async (request: RunRequest): Promise<Run> => {
  const helpers = request.helpers ?? []
  const helperSeconds = () => helpers.reduce((sum, pid) => sum + secondsOf(pid), 0)
  const helpersBefore = helperSeconds()
  const childrenBefore = secondsOfEndedChildren()
  const started = performance.now()
  const child = spawn(request.command, request.arguments, {
    env: { ...baseEnvironment(), ...request.environment },
    stdio: ['ignore', request.discardOutput ? 'ignore' : 'pipe', 'pipe'],
  })
  let nodeMegabytes = 0
  let databaseMegabytes = 0
  let looks = 0
  const look = () => {
    if (child.pid === undefined) return
    const processes = [...treeOf(child.pid), ...helpers].filter(isNode)
    nodeMegabytes = Math.max(
      nodeMegabytes,
      processes.reduce((sum, pid) => sum + residentMegabytes(pid), 0),
    )
    if (looks++ % looksADatabaseLook > 0) return
    const database = helpers.flatMap(treeOf).filter((pid) => !isNode(pid))
    databaseMegabytes = Math.max(
      databaseMegabytes,
      database.reduce((sum, pid) => sum + proportionalMegabytes(pid), 0),
    )
  }
  const looking = request.watchMemory ? setInterval(look, lookEveryMs) : undefined
  let output = ''
  let errors = ''
  let secondsToFirstLine = Number.NaN
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (Number.isNaN(secondsToFirstLine) && output.includes('\n')) {
      secondsToFirstLine = (performance.now() - started) / 1000
      if (request.untilFirstLine) child.kill('SIGKILL')
    }
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-2000)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  }).finally(() => clearInterval(looking))
  const seconds = (performance.now() - started) / 1000
  const cut = request.untilFirstLine && !Number.isNaN(secondsToFirstLine)
  if (code !== 0 && !cut) {
    throw new Error(`${request.command} ${request.arguments.join(' ')} ended with ${code}: ${errors || output}`)
  }
  const helperCpuSeconds = helperSeconds() - helpersBefore
  return {
    seconds,
    cpuSeconds: secondsOfEndedChildren() - childrenBefore + helperCpuSeconds,
    helperCpuSeconds,
    nodeMegabytes,
    databaseMegabytes,
    secondsToFirstLine,
    output,
  }
}

const baseEnvironment = (): Record<string, string> => ({ PATH: process.env.PATH ?? '', TZ: 'UTC', NO_COLOR: '1' })
