#!/usr/bin/env node

// Every Node can read this file, so that an old one can say what it lacks; what only Node 24 knows is imported behind it.
const run = async () => {
  const { enableCompileCache } = await import('node:module')
  enableCompileCache()
  const { main } = await import('../src/surfaces/cli/main.ts')
  process.exitCode = await main(process.argv.slice(2))
}

if (Number.parseInt(process.versions.node, 10) >= 24) run()
else {
  console.error(
    `Maestro needs Node 24 or newer, and this is Node ${process.versions.node}: install it from https://nodejs.org (in a checkout of Maestro, npm ci brings it).`,
  )
  process.exitCode = 2
}
