import { askGitIfAny } from './git-process.ts'
import { decodeText } from './text.ts'

const mostBytes = 4_000_000
const odd = /\\([0-7]{3})/g

/**
 * The lines of a file at a commit, as far as the clone has them: undefined where it has not, where it holds no text, or
 * where there are more than 4 MB of it. A path is one of a record.
 */
export const linesOfFile = async (
  gitDirectory: string,
  sha: string,
  path: string,
  signal?: AbortSignal,
): Promise<string[] | undefined> => {
  for (const bytes of bytesOf(path)) {
    const name = Buffer.concat([Buffer.from(`${sha}:`), bytes, Buffer.from('\n')])
    if (bytes.includes('\n')) return namedInArgument(gitDirectory, `${sha}:${path}`, signal)
    const told = await askGitIfAny(gitDirectory, 'cat-file', ['--batch-check'], { input: name, signal })
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)\n$/.exec(told?.toString('latin1') ?? '') ?? []
    if (type === undefined) continue
    if (type !== 'blob' || Number(size) > mostBytes) return undefined
    const answer = await askGitIfAny(gitDirectory, 'cat-file', ['--batch'], { input: name, signal })
    return answer && linesOf(answer.subarray(answer.indexOf('\n') + 1, -1))
  }
  return undefined
}

/** Only the lines of standard input end a name: what has one in it is an argument, which has no odd bytes. */
const namedInArgument = async (
  gitDirectory: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<string[] | undefined> => {
  const size = await askGitIfAny(gitDirectory, 'cat-file', ['-s', name], { signal })
  if (size === undefined || Number(size.toString()) > mostBytes) return undefined
  const content = await askGitIfAny(gitDirectory, 'cat-file', ['blob', name], { signal })
  return content && linesOf(content)
}

/** The bytes that a path may stand for: as it is written, and with odd bytes in the place of `\351` (see `decodePath`). */
const bytesOf = (path: string): Buffer[] => {
  const plain = Buffer.from(path)
  if (!new RegExp(odd).test(path)) return [plain]
  const parts = path.split(odd)
  const bytes = parts.map((part, index) =>
    index % 2 === 0 ? Buffer.from(part) : Buffer.from([Number.parseInt(part, 8)]),
  )
  return [plain, Buffer.concat(bytes)]
}

const linesOf = (content: Buffer): string[] | undefined => {
  if (content.subarray(0, 8_000).includes(0)) return undefined
  const lines: string[] = []
  for (let at = 0; at < content.length; ) {
    const end = content.indexOf(0x0a, at)
    lines.push(decodeText(content.subarray(at, end === -1 ? content.length : end)))
    at = end === -1 ? content.length : end + 1
  }
  return lines
}
