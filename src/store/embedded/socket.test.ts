import { chmodSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { embeddedFolder } from './folder.ts'
import { chooseRunner } from './runner.ts'
import { chooseSocketPlace, removeSocketPlace } from './socket.ts'

const deep = () => embeddedFolder(join(tmpdir(), `${process.pid}-${'deep'.repeat(30)}`))

it('puts the socket into the data directory when its path is short enough', () => {
  const folder = embeddedFolder('/home/someone/.maestro')
  expect(chooseSocketPlace(folder, chooseRunner(folder))).toEqual({ directory: folder.data, setting: '.' })
})

it('gives the same private folder again', () => {
  const folder = deep()
  const runner = chooseRunner(folder)
  const { directory } = chooseSocketPlace(folder, runner)
  try {
    expect(chooseSocketPlace(folder, runner).directory).toBe(directory)
  } finally {
    removeSocketPlace(directory)
  }
})

it.each([
  ['open to others', (path: string) => chmodSync(path, 0o777)],
  [
    'a symbolic link',
    (path: string) => {
      rmSync(path, { recursive: true })
      symlinkSync(tmpdir(), path)
    },
  ],
])('avoids a folder of that name that is %s', (_, spoil) => {
  const folder = deep()
  const runner = chooseRunner(folder)
  const wanted = chooseSocketPlace(folder, runner).directory
  spoil(wanted)
  const { directory } = chooseSocketPlace(folder, runner)
  try {
    expect(directory).not.toBe(wanted)
    expect(statSync(directory).mode & 0o777).toBe(0o700)
  } finally {
    removeSocketPlace(directory)
    rmSync(wanted, { recursive: true, force: true })
  }
})

it('never removes a data directory', () => {
  const directory = join(tmpdir(), `${process.pid}-data`)
  mkdirSync(directory)
  removeSocketPlace(directory)
  expect(statSync(directory).isDirectory()).toBe(true)
  rmSync(directory, { recursive: true })
})
