const childProcess = require('node:child_process')
const { syncBuiltinESMExports } = require('node:module')

const { spawn } = childProcess
childProcess.spawn = (program, ...rest) => {
  const child = spawn(program, ...rest)
  if (/\bpostgres$/.test(program)) process.kill(process.pid, 'SIGKILL')
  return child
}
syncBuiltinESMExports()
