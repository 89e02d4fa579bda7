import type { GrammarState, HighlighterCore, ThemedToken } from 'shiki/core'

/** A piece of a line with its colours. */
export interface Piece {
  readonly text: string
  readonly color: string | undefined
}

const languages = {
  bash: () => import('shiki/langs/bash.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  cpp: () => import('shiki/langs/cpp.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  kotlin: () => import('shiki/langs/kotlin.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  swift: () => import('shiki/langs/swift.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
} as const

type Language = keyof typeof languages

const names: Readonly<Record<string, Language>> = {
  cc: 'cpp',
  cjs: 'typescript',
  cs: 'csharp',
  h: 'c',
  hpp: 'cpp',
  htm: 'html',
  javascript: 'typescript',
  js: 'typescript',
  jsonc: 'json',
  jsx: 'tsx',
  kt: 'kotlin',
  md: 'markdown',
  mjs: 'typescript',
  mts: 'typescript',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'bash',
  shell: 'bash',
  ts: 'typescript',
  yml: 'yaml',
  zsh: 'bash',
}

/** The language of a fence's word or of a file's ending; undefined where none is known. */
export const languageOf = (name: string | undefined): Language | undefined => {
  const word = /([a-z0-9+#]+)\s*$/i.exec(name?.trim().split(/\s/)[0] ?? '')?.[1]?.toLowerCase()
  if (word === undefined) return undefined
  if (Object.hasOwn(languages, word)) return word as Language
  return Object.hasOwn(names, word) ? names[word] : undefined
}

/** Longer texts and lines stay without colours. */
const most = { characters: 60_000, file: 2_000_000, line: 1_000 }

let making: Promise<HighlighterCore> | undefined

const highlighter = (): Promise<HighlighterCore> => {
  making ??= Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
    import('shiki/themes/github-light-high-contrast.mjs'),
    import('shiki/themes/github-dark-high-contrast.mjs'),
  ]).then(([{ createHighlighterCore }, { createJavaScriptRegexEngine }, light, dark]) =>
    createHighlighterCore({
      engine: createJavaScriptRegexEngine({ forgiving: true }),
      themes: [light.default, dark.default],
      langs: [],
    }),
  )
  return making
}

const load = async (language: Language): Promise<HighlighterCore> => {
  const shiki = await highlighter()
  await shiki.loadLanguage((await languages[language]()).default)
  return shiki
}

const optionsOf = (language: Language) =>
  ({
    lang: language,
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    defaultColor: false,
    tokenizeMaxLineLength: most.line,
    tokenizeTimeLimit: 100,
  }) as const

/** The lines of a text in pieces with colours for light and dark; undefined where it cannot or should not have any. */
export const highlight = async (text: string, language: Language): Promise<Piece[][] | undefined> => {
  if (text.length > most.characters) return undefined
  const shiki = await load(language)
  return piecesOf(shiki.codeToTokens(text, optionsOf(language)).tokens)
}

const linesAtOnce = 150

/** The same of a file of any length up to two million characters, some lines at a time: the page stays at hand meanwhile. */
export async function* highlightFile(lines: readonly string[], language: Language): AsyncGenerator<Piece[][]> {
  if (lines.reduce((sum, line) => sum + line.length, 0) > most.file) return
  const shiki = await load(language)
  let grammarState: GrammarState | undefined
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    const text = lines.slice(from, from + linesAtOnce).join('\n')
    const found = shiki.codeToTokens(text, { ...optionsOf(language), ...(grammarState && { grammarState }) })
    grammarState = found.grammarState
    yield piecesOf(found.tokens)
    await new Promise((resolve) => setTimeout(resolve))
  }
}

const piecesOf = (tokens: readonly (readonly ThemedToken[])[]): Piece[][] =>
  tokens.map((line) => line.map((token) => ({ text: token.content, color: colorOf(token) })))

const colorOf = ({ htmlStyle }: ThemedToken): string | undefined => {
  const light = htmlStyle?.['--shiki-light']
  const dark = htmlStyle?.['--shiki-dark']
  return light !== undefined && dark !== undefined ? `light-dark(${light}, ${dark})` : undefined
}
