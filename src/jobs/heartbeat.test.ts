import { expect, test } from 'vitest'
import { ManualClock } from '../ingest/watch/testing.ts'
import { Heartbeat } from './heartbeat.ts'

const beating = (milliseconds: number) => {
  const clock = new ManualClock()
  const due: number[] = []
  const heartbeat = new Heartbeat(clock, () => due.push(clock.monotonic()))
  heartbeat.lookIn(milliseconds)
  return { clock, due, heartbeat }
}

test('a look is due when its time has come, once', () => {
  const { clock, due } = beating(60_000)
  clock.pass(59_000)
  expect(due).toEqual([])
  clock.pass(600_000)
  expect(due).toEqual([60_000])
})

test('a look is due soon after the machine slept or its clock was set', () => {
  for (const jump of [3_600_000, -3_600_000]) {
    const { clock, due } = beating(900_000)
    clock.pass(100_000)
    clock.sleep(jump)
    clock.pass(15_000)
    expect(due).toHaveLength(1)
  }
})

test('nothing is due any more once it is stopped', () => {
  const { clock, due, heartbeat } = beating(60_000)
  heartbeat.stop()
  clock.pass(600_000)
  expect(due).toEqual([])
  expect(clock.waiting).toBe(0)
})
