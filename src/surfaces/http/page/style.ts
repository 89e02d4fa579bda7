import { createHash } from 'node:crypto'

/** The look of the page that stands before the gate, where nothing can be loaded: quiet, light and dark. */
export const style = `
:root{color-scheme:light dark}
html{font:400 14px/1.55 Inter,system-ui,sans-serif;background:light-dark(#fcfcfb,#131416);color:light-dark(#1c1d1f,#e6e6e3)}
body{margin:0}
main{max-width:820px;margin:0 auto;padding:38px 32px 90px}
h1{font:600 31px/1.18 "Source Serif 4",Georgia,serif;letter-spacing:-.012em;margin:8px 0 4px;text-wrap:balance}
code{font:12.5px ui-monospace,"JetBrains Mono",monospace}
@media(max-width:640px){main{padding:22px 18px 60px}h1{font-size:25px}}
`

/** By which a policy lets this style in, and no other. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
