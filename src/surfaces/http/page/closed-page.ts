import { html } from 'hono/html'
import { layout } from './layout.ts'

/** What a browser sees that did not come by the printed link. */
export const closedPage = () =>
  layout({
    title: 'Maestro',
    sample: false,
    body: html`<h1>This page opens by its link</h1>
      <p>The terminal in which Maestro runs shows the link; <code>maestro start</code> prints it again.</p>`,
  })
