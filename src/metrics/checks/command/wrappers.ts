/** Programs that run another one, with how many words of their own come before it; options aside. */
const wrappers: Readonly<Record<string, readonly Wrapper[]>> = {
  sudo: [{ options: ['-u', '-g', '-h'] }],
  env: [{ options: ['-u', '-C'] }],
  time: [{}],
  nice: [{ options: ['-n'] }],
  nohup: [{}],
  command: [{}],
  exec: [{}],
  xvfb: [{}],
  'xvfb-run': [{}],
  caffeinate: [{}],
  timeout: [{ options: ['-k', '-s'], arguments: 1 }],
  gtimeout: [{ options: ['-k', '-s'], arguments: 1 }],
  npx: [{ options: ['-p', '--package', '-c'] }],
  bunx: [{}],
  pnpx: [{}],
  uvx: [{ options: ['--from', '--with'] }],
  npm: [{ after: ['exec'] }, { after: ['x'] }],
  pnpm: [{ after: ['exec'] }, { after: ['dlx'] }],
  yarn: [{ after: ['exec'] }, { after: ['dlx'] }],
  bun: [{ after: ['x'] }],
  poetry: [{ after: ['run'] }],
  pipenv: [{ after: ['run'] }],
  pdm: [{ after: ['run'] }],
  hatch: [{ after: ['run'] }],
  rye: [{ after: ['run'] }],
  uv: [{ after: ['run'], options: ['--with', '--python', '-p', '--extra', '--group', '--package'] }],
  bundle: [{ after: ['exec'] }],
  mise: [{ after: ['exec'] }, { after: ['x'] }],
  direnv: [{ after: ['exec'], arguments: 1 }],
  dotenv: [{ options: ['-e', '-f'] }],
  'cross-env': [{}],
  rtk: [{}],
}

interface Wrapper {
  /** Words that must come right after the name. */
  readonly after?: readonly string[]
  /** Options that take a value. */
  readonly options?: readonly string[]
  /** Words of its own before the program, after the options. */
  readonly arguments?: number
}

const assignment = /^[A-Za-z_]\w*=/
const keywords = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', '{'])
const mostWrapped = 8

/** The program that is really run, without assignments and the programs that only run another one. */
export const unwrapped = (words: readonly string[]): readonly string[] => {
  let rest = words
  for (let depth = 0; depth < mostWrapped; depth++) {
    const first = rest.findIndex((word) => !assignment.test(word) && !keywords.has(word))
    if (first === -1) return []
    rest = rest.slice(first)
    const inner = innerOf(rest)
    if (inner === undefined) return rest
    rest = inner
  }
  return rest
}

const innerOf = ([name, ...words]: readonly string[]): readonly string[] | undefined => {
  const kinds = Object.hasOwn(wrappers, name!) ? wrappers[name!]! : []
  for (const { after = [], options = [], arguments: own = 0 } of kinds) {
    if (!after.every((word, at) => words[at] === word)) continue
    let at = after.length
    while (words[at]?.startsWith('-')) {
      const isSeparator = words[at] === '--'
      at += options.includes(words[at]!) ? 2 : 1
      if (isSeparator) break
    }
    at += own
    while (assignment.test(words[at] ?? '')) at++
    if (at < words.length) return words.slice(at)
  }
  return undefined
}
