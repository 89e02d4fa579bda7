import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { printedPages } from '../scripts/docs.ts'
import { commands } from '../src/surfaces/cli/commands/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'AGENTS.md', 'CHANGELOG.md', 'docs/privacy.md']

describe('printed pages', () => {
  it.each(Object.entries(printedPages))('docs/%s is what its registry prints', (file, render) => {
    expect(readFileSync(join(root, 'docs', file), 'utf8'), 'run: npm run docs').toBe(render())
  })
})

describe('written pages', () => {
  it.each(pages)('%s links only to files that are there', (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1]!)
    const folder = join(root, page, '..')
    expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([])
  })

  it('README names only commands that are there', () => {
    const text = readFileSync(join(root, 'README.md'), 'utf8')
    const named = [...text.matchAll(/maestro ([a-z]+)/g)].map((match) => match[1]!)
    const known = new Set(commands.map((command) => command.name))
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})
