import type { z } from 'zod'
import type { DeepReadonly } from '../../answers/answer.ts'
import type { lineSums } from '../../answers/line-fates.ts'
import type { sessionEdits } from '../../answers/session-edits.ts'
import type { Terminal } from '../terminal.ts'
import { dateAndTime, timeOfDay } from './dates.ts'
import { count, percent, plural } from './figures.ts'
import { fitTo } from './table.ts'
import { visibleLine } from './visible.ts'

type Edit = DeepReadonly<z.output<typeof sessionEdits.answer>['items'][number]>
type Part = NonNullable<Edit['fate']>['parts'][number]
type Sums = DeepReadonly<z.output<typeof lineSums>>

/** Survival at 7, 30 and 90 days: `98/95/?`, in percent, with a question mark for what is not known yet. */
export const survivalFigures = ({ survival }: Sums): string =>
  survival.map(({ share }) => (share === null ? '?' : String(Math.round(share * 100)))).join('/')

/** What became of a session's lines, in a sentence or two. */
export const linesSentence = (sums: Sums | null): string => {
  if (sums === null) return 'What became of its lines is not known yet: maestro sync follows them through the history.'
  const { counted, standing, standingLanded, landedShare, landed, there, survival } = sums
  if (counted === 0) return 'It wrote no line that counts in a known repository.'
  const kept = survival.flatMap(({ days, share }) => (share === null ? [] : [`${percent(share)} after ${days} days`]))
  return [
    `Of ${plural(counted, 'line')} that it wrote ${count(standing)} stood at its end`,
    landedShare === null ? '' : `; of these ${count(standingLanded)} (${percent(landedShare)}) landed`,
    landed === 0 ? '' : `. Of all ${count(landed)} that landed ${count(there)} are still there`,
    kept.length === 0 ? '' : `; ${kept.join(', ')}`,
    '.',
  ].join('')
}

/** Prints edits below the prompts that they came from, and what became of the lines of each. */
export class EditPrinter {
  readonly #terminal: Terminal
  readonly #timezone: string
  #prompt: string | null | undefined

  constructor(terminal: Terminal, timezone: string) {
    this.#terminal = terminal
    this.#timezone = timezone
  }

  print(edit: Edit): void {
    const { color, width } = this.#terminal
    const id = edit.prompt?.id ?? null
    if (id !== this.#prompt) {
      this.#prompt = id
      const asked = edit.prompt === null ? 'before any prompt' : visibleLine(edit.prompt.text)
      const at = edit.prompt === null ? '' : `${this.#time(edit.prompt.at)} `
      this.#terminal.line('')
      this.#terminal.line(`${color.cyan('▌')} ${color.dim(at)}${color.bold(fitTo(asked, Math.max(20, width - 20)))}`)
    }
    const by = edit.subagent === null ? '' : color.dim(' by a subagent')
    const changed = color.dim(`+${edit.added} −${edit.removed}`)
    const time = color.dim(timeOfDay(Date.parse(edit.at), this.#timezone))
    this.#terminal.line(`${time}  ${visibleLine(edit.path)} ${changed}${by}`)
    for (const line of this.#fateOf(edit)) this.#terminal.line(`       ${line}`)
  }

  #fateOf({ fate, repository }: Edit): string[] {
    const { color } = this.#terminal
    if (fate === null) return [color.dim(repository === null ? 'outside of any known repository' : 'not known yet')]
    if (fate.counted === 0) return [color.dim('no added line that counts')]
    const alike = Map.groupBy(fate.parts, ({ state, commits: [first], landedBy, goneBy, landedAt, goneAt }) =>
      JSON.stringify([state, landedBy === null && first, landedBy, goneBy, landedAt, goneAt]),
    )
    return [...alike.values()].map((parts) =>
      this.#partOf({ ...parts[0]!, count: parts.reduce((sum, part) => sum + part.count, 0) }),
    )
  }

  #partOf(part: Part): string {
    const { color } = this.#terminal
    const lines = plural(part.count, 'line')
    switch (part.state) {
      case 'there':
        return `${color.green('✓')} ${lines} landed ${this.#time(part.landedAt!)}${withCommit(part.landedBy)}, still there`
      case 'gone': {
        const landed = `landed ${this.#time(part.landedAt!)}${withCommit(part.landedBy)}`
        return `${color.yellow('✗')} ${lines} ${landed}, gone ${this.#time(part.goneAt!)}${withCommit(part.goneBy)}`
      }
      case 'committed':
        return `${color.dim('·')} ${lines} committed${withCommit(part.commits[0]!)}, never on the default branch`
      case 'rewritten':
        return color.dim(`· ${lines} taken out again by the session itself`)
      case 'open':
        return color.dim(`· ${lines} in no commit yet`)
      case 'not-found':
        return color.dim(`· ${lines} in no commit`)
      case 'not-known':
        return color.dim(`· ${lines} committed${withCommit(part.commits[0]!)}; whether they landed is not known yet`)
    }
  }

  #time(at: string): string {
    return dateAndTime(Date.parse(at), this.#timezone)
  }
}

const withCommit = (sha: string | null): string => (sha === null ? '' : ` with ${sha.slice(0, 9)}`)
