const mostCharacters = 96

const ticketInPath = /\/([A-Z][A-Z0-9]{1,9}-\d+)(?=[/?#]|$)/
const forgePage = /^(?:www\.)?[^/]+\/([^/]+\/[^/]+)\/(?:-\/)?(pull|pulls|issues|merge_requests)\/(\d+)/

/** An address as people say it: `PAY-12`, `owner/name#7`, `host/…/page`. */
const spoken = (url: string): string => {
  const [, end = ''] = /([.,;:!?)\]]*)$/.exec(url)!
  const address = url.slice(0, url.length - end.length).replace(/^https?:\/\//, '')
  const ticket = ticketInPath.exec(address)
  if (ticket) return ticket[1]! + end
  const page = forgePage.exec(address)
  if (page) return `${page[1]}#${page[3]}${end}`
  const parts = address
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .split('/')
  return (parts.length > 3 ? `${parts[0]}/…/${parts.at(-1)}` : parts.join('/')) + end
}

const homes = 'Users|home|root|private|var|tmp|opt|usr|mnt|srv|workspace|workspaces|Volumes'
const machinePath = new RegExp(
  String.raw`(?<![\w./])(?:~|[A-Za-z]:|/(?:${homes})(?=/))(?:[/\\][^\s"'\`/\\<>()]+){2,}`,
  'g',
)
const deepPath = /(?<![\w./…-])@?(?:\.{0,2}\/)?(?:[\w.@-]+\/){3,}[\w.@-]+/g

/** The last two names of a path. */
const endOf = (path: string): string => `…/${path.split(/[/\\]/).filter(Boolean).slice(-2).join('/')}`

const emphasis = /(?<![\p{L}\p{N}*_/])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\p{L}\p{N}*_/])/gu

/** One line without markup, in which addresses and paths are short. */
export const plainLine = (text: string): string =>
  text
    .replaceAll(/!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replaceAll(/https?:\/\/[^\s<>"'`]+/g, spoken)
    .replaceAll(/(`+)([^`]+)\1/g, '$2')
    .replaceAll(emphasis, '$2')
    .replaceAll(/(?<![\w@])@(?=[\w./-]*[./])/g, '')
    .replaceAll(machinePath, endOf)
    .replaceAll(/\s+/g, ' ')
    .trim()

/** A line cut at a word where it is long. What is plainly a word at its start begins with a capital letter. */
export const fitted = (text: string): string => {
  const line = text.replace(/^[\s:;,.…–-]+(?=[\p{L}\p{N}\s])|[\s:;,.]+$/gu, (found, at) =>
    at === 0 && /^\.\w|^…/.test(text) ? found : '',
  )
  const characters = [...line]
  const shown =
    characters.length <= mostCharacters
      ? line
      : cut(line.length > mostCharacters ? line.replaceAll(deepPath, endOf) : line)
  return shown.replace(/^\p{Ll}(?=[\p{Ll}\d’']*(?:[\s,:]|$))/u, (letter) => letter.toUpperCase())
}

const cut = (line: string): string => {
  const characters = [...line]
  if (characters.length <= mostCharacters) return line
  const space = characters.lastIndexOf(' ', mostCharacters)
  const kept = characters.slice(0, space > mostCharacters / 2 ? space : mostCharacters).join('')
  return `${kept.replace(/[\s:;,.–-]+$/, '')}…`
}
