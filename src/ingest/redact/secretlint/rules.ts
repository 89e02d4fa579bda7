import { inAnyCase, type Report, type Rule, rank } from '../rules/rule.ts'
import { isSpecimen } from '../rules/vendor-token.ts'
import { isPlaceholder } from '../values/placeholder.ts'
import { kindOfMessage } from './kinds.ts'
import { narrow } from './narrow.ts'
import { reachOf } from './reach.ts'

interface Message {
  readonly message: { readonly messageId: string }
  readonly range: readonly [start: number, end: number]
}

/** What we use of secretlint's rules. They are run directly: its core computes lines and columns that nobody reads. */
interface SecretlintRule {
  readonly meta: { readonly id: string }
  create(
    context: {
      sharedOptions: object
      createTranslator: () => unknown
      report: (m: Message) => void
      ignore: () => void
    },
    options: object,
  ): { file?(source: { content: string; filePath: undefined; ext: string; contentType: 'text' }): unknown }
}

const options: Readonly<Record<string, object>> = { aws: { enableIDScanRule: true } }

/** No rule of secretlint matches across it. */
const separator = '\n\0\n'

interface Window {
  readonly start: number
  end: number
}

/** One rule of secretlint, which is run once on all stretches of the text in which it could find something. */
const adapt = (rule: SecretlintRule, name: string): Rule => {
  let messages: Message[] = []
  const handler = rule.create(
    {
      sharedOptions: {},
      createTranslator: () => (messageId: string) => ({ message: '', messageId }),
      report: (message) => messages.push(message),
      ignore: () => {},
    },
    options[name] ?? {},
  )
  const lint = (content: string): Message[] => {
    messages = []
    const pending = handler.file?.({ content, filePath: undefined, ext: '', contentType: 'text' })
    if (pending instanceof Promise) throw new TypeError(`secretlint's rule ${rule.meta.id} is asynchronous`)
    return messages
  }
  const reach = reachOf[name]
  let windows: Window[] = []

  return {
    markers: inAnyCase(...(reach?.markers ?? [])),
    find(text, at) {
      const start = Math.max(0, at - reach!.before)
      const end = Math.min(text.length, at + reach!.after)
      const last = windows.at(-1)
      if (last !== undefined && start <= last.end) last.end = end
      else windows.push({ start, end })
      return at + 1
    },
    finish(text, report) {
      const own = reach === undefined ? [{ start: 0, end: text.length }] : windows
      windows = []
      if (own.length > 0) lintWindows(text, own, name, lint, report)
    },
  }
}

const lintWindows = (
  text: string,
  windows: readonly Window[],
  name: string,
  lint: (content: string) => Message[],
  report: Report,
): void => {
  const found = lint(windows.map(({ start, end }) => text.slice(start, end)).join(separator))
  found.sort((a, b) => a.range[0] - b.range[0])
  let offset = 0
  let index = 0
  for (const { message, range } of found) {
    while (range[0] >= offset + windows[index]!.end - windows[index]!.start + separator.length) {
      offset += windows[index]!.end - windows[index]!.start + separator.length
      index++
    }
    const shift = windows[index]!.start - offset
    const [start, end] = [range[0] + shift, Math.min(range[1] + shift, windows[index]!.end)]
    const matched = text.slice(start, end)
    const [from, to] = narrow(message.messageId, matched)
    const kind = kindOfMessage(name, message.messageId)
    const secret = matched.slice(from, to)
    if (kind === 'url-password' ? isPlaceholder(secret) : kind !== 'aws-account-id' && isSpecimen(secret)) continue
    report(kind, start + from, start + to, rank.exact)
  }
}

/** Lets a comment in a text switch the rules off: an agent's log must not be able to. */
const filter = 'filter-comments'

/** The rules of secretlint's recommended preset, ids included. Loads secretlint when first called. */
export const loadSecretlintRules = async (): Promise<Rule[]> => {
  const preset = await import('@secretlint/secretlint-rule-preset-recommend')
  const rules = preset.rules as unknown as readonly SecretlintRule[]
  return rules
    .map((rule) => ({ rule, name: rule.meta.id.replace('@secretlint/secretlint-rule-', '') }))
    .filter(({ name }) => name !== filter)
    .map(({ rule, name }) => adapt(rule, name))
}
