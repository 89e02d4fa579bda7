import type { Token, Tokens } from 'marked'
import { Fragment, memo, type ReactNode } from 'react'
import { visible } from '../../ui/visible.ts'
import { Code } from './code.tsx'
import { markdownTokens, safeLink } from './markdown-tokens.ts'

/** Markdown out of a log: no HTML, no pictures, links to http and https alone. */
export const Markdown = memo(({ text }: { readonly text: string }) => {
  const tokens = markdownTokens(text)
  if (!tokens) return <p className="whitespace-pre-wrap wrap-anywhere">{visible(text)}</p>
  return <div className="space-y-2 wrap-anywhere">{blocks(tokens)}</div>
})

const blocks = (tokens: readonly Token[]): ReactNode =>
  tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name
    <Fragment key={index}>{block(token)}</Fragment>
  ))

const block = (token: Token): ReactNode => {
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'heading':
      // Headings of a log are none of the page: they would stand between its own.
      return <p className="pt-1 font-semibold">{inline(token.tokens)}</p>
    case 'paragraph':
      return <p>{inline(token.tokens)}</p>
    case 'blockquote':
      return <blockquote className="border-l-2 border-line pl-3 text-soft">{blocks(token.tokens ?? [])}</blockquote>
    case 'hr':
      return <hr className="border-line" />
    case 'code':
      return <Code text={(token as Tokens.Code).text} language={(token as Tokens.Code).lang} />
    case 'list':
      return list(token as Tokens.List)
    case 'table':
      return table(token as Tokens.Table)
    case 'text':
      return token.tokens ? inline(token.tokens) : visible((token as Tokens.Text).text)
    default:
      return <p className="whitespace-pre-wrap">{visible(token.raw)}</p>
  }
}

const list = ({ ordered, start, items }: Tokens.List): ReactNode => {
  const entries = items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name
    <li key={index}>
      {item.task && (item.checked ? '☑ ' : '☐ ')}
      {blocks(item.tokens)}
    </li>
  ))
  return ordered ? (
    <ol start={start === '' ? 1 : start} className="list-decimal space-y-0.5 pl-6">
      {entries}
    </ol>
  ) : (
    <ul className="list-disc space-y-0.5 pl-5">{entries}</ul>
  )
}

const table = ({ header, rows }: Tokens.Table): ReactNode => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
  <div
    role="group"
    aria-label="Table"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    tabIndex={0}
    className="overflow-x-auto"
  >
    <table className="text-sm">
      <thead>
        <tr>
          {header.map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
            <th key={index} className="border-b border-line px-2 py-1 text-left font-semibold">
              {inline(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
          <tr key={index}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
              <td key={column} className="border-b border-line px-2 py-1 align-top">
                {inline(cell.tokens)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const inline = (tokens: readonly Token[] | undefined): ReactNode =>
  tokens?.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name
    <Fragment key={index}>{span(token)}</Fragment>
  ))

const span = (token: Token): ReactNode => {
  switch (token.type) {
    case 'strong':
      return <strong className="font-semibold">{inline(token.tokens)}</strong>
    case 'em':
      return <em>{inline(token.tokens)}</em>
    case 'del':
      return <del>{inline(token.tokens)}</del>
    case 'br':
      return <br />
    case 'codespan':
      return (
        <code className="rounded bg-tint px-1 font-mono text-[0.92em]">{visible((token as Tokens.Codespan).text)}</code>
      )
    case 'link':
      return link(token as Tokens.Link)
    case 'image':
      return <span className="text-soft">[picture: {visible((token as Tokens.Image).text || 'without words')}]</span>
    case 'escape':
      return visible((token as Tokens.Escape).text)
    case 'text':
      return token.tokens ? inline(token.tokens) : visible((token as Tokens.Text).text)
    default:
      return visible(token.raw)
  }
}

const link = ({ href, tokens, text }: Tokens.Link): ReactNode => {
  const safe = safeLink(href)
  if (!safe) return inline(tokens)
  return (
    <>
      <a href={safe.href} target="_blank" rel="noopener noreferrer nofollow" className="evidence">
        {inline(tokens)}
      </a>
      {!text.includes(safe.host) && <span className="text-xs text-soft"> ({visible(safe.host)})</span>}
    </>
  )
}
