import { writeFileSync } from 'node:fs'
import { printedPages } from './docs.ts'

for (const [file, render] of Object.entries(printedPages)) {
  writeFileSync(new URL(`../docs/${file}`, import.meta.url), render())
}
