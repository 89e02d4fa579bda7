import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { style } from './style.ts'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The frame of every page. */
export const layout = ({
  title,
  sample,
  body,
  live = false,
}: {
  title: string
  sample: boolean
  body: Html
  /** Shows what changes as it does. */
  live?: boolean
}): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${raw(style)}</style>
${live ? html`<script src="/live.js" defer></script>` : ''}
</head>
<body>
${
  sample
    ? html`<p class="sample" role="note"><b>Sample team.</b> A fictional company: nobody here is real. Your own work, once an agent has left logs: <code>maestro --home DIR --repo DIR</code></p>`
    : ''
}
<main>${body}</main>
</body>
</html>`
