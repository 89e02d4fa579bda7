// Preloaded into a process and its threads: notes each file that is opened and each program that is started.
const fs = require('node:fs')
const childProcess = require('node:child_process')
const { syncBuiltinESMExports } = require('node:module')

const output = fs.openSync(process.env.OPENED_FILES, 'a')
const write = fs.writeSync
const note = (what, name) => write(output, `${JSON.stringify([what, String(name)])}\n`)

const watch = (object, name, what) => {
  const original = object[name]
  object[name] = function (...words) {
    note(what, words[0])
    return original.apply(this, words)
  }
}

for (const name of ['open', 'openSync', 'readFile', 'readFileSync', 'createReadStream']) watch(fs, name, 'open')
for (const name of ['open', 'readFile']) watch(fs.promises, name, 'open')
for (const name of ['spawn', 'spawnSync', 'execFile', 'execFileSync']) watch(childProcess, name, 'start')
syncBuiltinESMExports()
