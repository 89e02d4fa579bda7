import { join } from 'node:path'
import { type ScaleCase, writeLines } from './case.ts'
import { answerLine, promptLine, prose, resultLine, sessionNumber } from './log-lines.ts'

const cwd = '/nowhere/shop'
const project = (folder: string, session: string, name = 'shop') =>
  join(folder, 'home', '.claude', 'projects', `-nowhere-${name}`, `${session}.jsonl`)
const one = { session: sessionNumber(1), cwd }
const questionsOfOne = [
  ['sessions'],
  ['usage', '--by', 'day'],
  ['session', one.session],
  ['session', one.session, '--full'],
]

const gigabytes = 2
const resultCharacters = 10_000
const resultsOf2Gb = Math.round((gigabytes * 2 ** 30) / (2 * resultCharacters))

export const longLog: ScaleCase = {
  name: 'long-log',
  title: 'one log of 2 GB',
  make: async (folder) => {
    function* lines() {
      yield promptLine(one, 0, 'Read all of it')
      for (let index = 1; index <= resultsOf2Gb; index++) {
        yield resultLine(one, index, `toolu_${index}`, prose(resultCharacters, index))
      }
    }
    writeLines(project(folder, one.session), lines())
    return ['--home', join(folder, 'home')]
  },
  holds: [['results', 'select count(*)::int from tool_result', resultsOf2Gb]],
  questions: questionsOfOne.slice(0, 2),
}

const megabyte = 1024 * 1024

export const longLines: ScaleCase = {
  name: 'long-lines',
  title: 'lines of 200 MB, 60 MB of text and 60 MB of brackets between ordinary ones',
  make: async (folder) => {
    function* lines() {
      for (let index = 0; index < 100; index++) {
        yield promptLine(one, index, `Prompt ${index}`)
        if (index === 30) yield promptLine(one, 1000, 'x'.repeat(200 * megabyte))
        if (index === 50) yield promptLine(one, 1001, prose(60 * megabyte, 1))
        if (index === 70) yield `{"type":"user","message":{"content":[${'{},'.repeat(20 * megabyte)}{}]}}`
        if (index === 80)
          yield `{"type":"user","message":{"content":${'['.repeat(20 * megabyte)}${']'.repeat(20 * megabyte)}}}`
      }
    }
    writeLines(project(folder, one.session), lines())
    return ['--home', join(folder, 'home')]
  },
  holds: [
    ['prompts', "select count(*)::int from turn where text like 'Prompt %'", 100],
    ['lines set aside', 'select count(*)::int from set_aside', 3],
  ],
  questions: questionsOfOne,
}

/** Writes a session of prompts, answers, calls and results in turn; answers the words that name it on our command line. */
export const writeLongSession = (folder: string, session: string, events: number): readonly string[] => {
  const of = { session, cwd }
  function* lines() {
    for (let index = 0; index < events; index++) {
      const kind = index % 4
      if (kind === 0) yield promptLine(of, index, `Prompt ${index}: ${prose(100, index)}`)
      else if (kind === 1) yield answerLine(of, index, { type: 'text', text: prose(300, index) })
      else if (kind === 2)
        yield answerLine(of, index, {
          type: 'tool_use',
          id: `toolu_${index}`,
          name: 'Bash',
          input: { command: `ls ${index}` },
        })
      else yield resultLine(of, index, `toolu_${index - 1}`, prose(200, index))
    }
  }
  writeLines(project(folder, session), lines())
  return ['--home', join(folder, 'home')]
}

const eventsOfLongSession = 200_000

export const longSession: ScaleCase = {
  name: 'long-session',
  title: 'one session of 200,000 events',
  make: async (folder) => writeLongSession(folder, one.session, eventsOfLongSession),
  holds: [['events', 'select events::int from session_summary', eventsOfLongSession]],
  questions: [...questionsOfOne, ['session', one.session, '--json']],
}

const files = 100_000

export const manyFiles: ScaleCase = {
  name: 'many-files',
  title: '100,000 log files',
  make: async (folder) => {
    for (let number = 0; number < files; number++) {
      const of = { session: sessionNumber(number), cwd }
      const lines = [
        promptLine(of, number % 1000, `Prompt ${number}`),
        answerLine(of, (number % 1000) + 1, { type: 'text', text: `Answer ${number}` }),
      ]
      writeLines(project(folder, of.session, `shop-${number % 500}`), lines)
    }
    return ['--home', join(folder, 'home')]
  },
  holds: [
    ['sessions', 'select count(*)::int from session', files],
    ['prompts', 'select count(*)::int from turn', files],
  ],
  questions: [['sessions'], ['usage', '--by', 'day'], ['usage', '--by', 'session'], ['session', sessionNumber(77)]],
}
