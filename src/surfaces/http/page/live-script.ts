/** Shows the page anew as soon as what it shows has changed; what the reader folded out stays so. */
export const liveScript = `'use strict'
const gatherMs = 150
let timer
const refresh = async () => {
  const answer = await fetch(location.href)
  if (!answer.ok) return
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = next.querySelector('main')
  const shown = document.querySelector('main')
  const open = [...shown.querySelectorAll('details')].map((details) => details.open)
  fresh.querySelectorAll('details').forEach((details, index) => { details.open = open[index] ?? false })
  if (fresh.innerHTML === shown.innerHTML) return
  shown.replaceWith(fresh)
  document.title = next.title
}
new EventSource('/api/events').addEventListener('change', () => {
  clearTimeout(timer)
  timer = setTimeout(() => refresh().catch(() => {}), gatherMs)
})
`
