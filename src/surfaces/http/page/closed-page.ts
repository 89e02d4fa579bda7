import { html } from 'hono/html'
import { layout } from './layout.ts'

/** What a browser sees that did not come by the printed link. */
export const closedPage = () =>
  layout({
    title: 'Maestro',
    sample: false,
    body: html`<h1>This page opens by its link</h1>
      <p>A link opens it once, within ten minutes. <code>maestro link</code> prints a new one.</p>`,
  })
