import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Puts what the published package holds into `dist/`: the program as plain JavaScript, and the browser application. */

const root = dirname(import.meta.dirname)
const dist = join(root, 'dist')
const { resolve } = createRequire(import.meta.url)
const compiler = join(dirname(resolve('typescript/package.json')), 'bin', 'tsc')
const bundler = join(dirname(resolve('vite/package.json')), 'bin', 'vite.js')

rmSync(dist, { recursive: true, force: true })
execFileSync(process.execPath, [compiler, '--project', join(root, 'tsconfig.build.json')], { stdio: 'inherit' })
execFileSync(process.execPath, [bundler, 'build', join(root, 'web'), '--logLevel', 'warn'], { stdio: 'inherit' })
chmodSync(join(dist, 'bin', 'maestro.js'), 0o755)
