import type { Step } from '../../script.ts'

/** Something that somebody wanted to know: nothing is changed. */
export interface Question {
  prompt: string
  steps: Step[]
  answer: string
  /** A second prompt, when the first answer did not do. */
  more?: { prompt: string; steps: Step[]; answer: string }
}
