import { html, raw } from 'hono/html'
import { style } from './style.ts'

/** What a browser sees that did not come by the printed link. */
export const closedPage = () => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Maestro</title>
<style>${raw(style)}</style>
</head>
<body>
<main><h1>This page opens by its link</h1>
<p>A link opens it once, within ten minutes. <code>maestro link</code> prints a new one.</p></main>
</body>
</html>`
