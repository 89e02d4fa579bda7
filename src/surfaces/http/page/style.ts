/** The look of the server-rendered pages: quiet, one accent, light and dark. */
export const style = `
:root{color-scheme:light dark;--paper:light-dark(#fcfcfb,#131416);--panel:light-dark(#fff,#191b1e);--ink:light-dark(#1c1d1f,#e6e6e3);
--soft:light-dark(#5d6065,#a2a5ab);--line:light-dark(#e4e4e1,#2a2c30);--accent:light-dark(#2f5bd0,#8fb0ff);--tint:light-dark(#eef2fd,#1d2740)}
*{box-sizing:border-box}
html{font:400 14px/1.55 Inter,system-ui,sans-serif;background:var(--paper);color:var(--ink);font-variant-numeric:tabular-nums}
body{margin:0}
main{max-width:820px;margin:0 auto;padding:38px 32px 90px}
.sample{margin:0;padding:9px 32px;background:var(--tint);border-bottom:1px solid var(--line);text-align:center}
h1{font:600 31px/1.18 "Source Serif 4",Georgia,serif;letter-spacing:-.012em;margin:8px 0 4px;text-wrap:balance}
h2{font:600 18px/1.3 Inter,system-ui,sans-serif;margin:0 0 2px}
.date,.by,.made{color:var(--soft);margin:0}
.by{margin-bottom:30px}
section{padding:16px 0 12px;border-top:1px solid var(--line)}
.made{margin-bottom:12px}
h3{font:600 11.5px/1 Inter,system-ui,sans-serif;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:18px 0 8px}
ul{list-style:none;margin:0;padding:0}
li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2px 18px;padding:4px 0}
li .what{overflow-wrap:anywhere}
li .meta{color:var(--soft);white-space:nowrap;text-align:right}
li .who{color:var(--soft)}
.number{color:var(--accent);font-weight:500}
details>summary{cursor:pointer;color:var(--accent);padding:4px 0;list-style-position:outside}
summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.used{max-width:69ch}
table{border-collapse:collapse;margin-top:10px}
th,td{text-align:right;padding:4px 0 4px 22px;border-top:1px solid var(--line);font-weight:400}
th:first-child,td:first-child{text-align:left;padding-left:0}
thead th{color:var(--soft);border:0}
code{font:12.5px ui-monospace,"JetBrains Mono",monospace}
@media(max-width:640px){main{padding:22px 18px 60px}.sample{padding:9px 18px}h1{font-size:25px}li{grid-template-columns:minmax(0,1fr)}li .meta{text-align:left;white-space:normal}th,td{padding-left:14px}}
`
