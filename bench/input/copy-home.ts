import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Input, inputOf } from './input.ts'

const uuid = /\b([0-9a-f]{2})([0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/g
const named = /\b((?:msg|req|toolu|call|resp)_[0-9A-Za-z]+|agent-[0-9a-f]+|(?<="agentId":")[0-9a-f]+)\b/g

/** Every id of a text made one that only this copy has, and the same wherever the id stands. */
const renamed = (text: string, copy: number): string =>
  text
    .replace(uuid, (_, first: string, rest: string) => `${hex((Number.parseInt(first, 16) + copy * 23) % 256)}${rest}`)
    .replace(named, (id) => `${id}${hex(copy)}`)

const hex = (value: number): string => value.toString(16).padStart(2, '0')

/** Copies the homes of an input so often that it is `times` as long, with ids of their own: every copy counts. */
export const multiply = (input: Input, times: number, folder: string): Input => {
  const homes = [...input.homes]
  for (let copy = 1; copy < times; copy++) {
    input.homes.forEach((home, index) => {
      const target = join(folder, `copy-${copy}-${index}`)
      copyLogs(home, target, copy)
      homes.push(target)
    })
  }
  return inputOf(`${input.name}, ${times} times`, homes, input.repositories)
}

const copyLogs = (home: string, target: string, copy: number): void => {
  for (const entry of readdirSync(home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name).slice(home.length + 1)
    const to = join(target, renamed(path, copy))
    mkdirSync(dirname(to), { recursive: true })
    if (!path.endsWith('.jsonl')) cpSync(join(home, path), to)
    else writeFileSync(to, renamed(readFileSync(join(home, path), 'latin1'), copy), 'latin1')
  }
}
