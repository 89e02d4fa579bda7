import { type RefObject, useEffect } from 'react'
import { foundHereName, foundName, rangesOf, scrollToRange } from './found-words.ts'

/** Written here because the tool that packs the style sheets takes these for a mistake. */
const looks = `
  ::highlight(${foundName}) { background-color: light-dark(#fff0b8, #4d4216) }
  ::highlight(${foundHereName}) { background-color: var(--color-found); color: light-dark(#1c1d1f, #ffffff) }
`

let hasLooks = false
const addLooks = (): void => {
  if (hasLooks) return
  hasLooks = true
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(looks)
  document.adoptedStyleSheets.push(sheet)
}

/**
 * Marks words in what is in sight, as it comes into sight, without changing the page, and scrolls to those in the row that
 * `reveal` names (by its key) once they are there.
 */
export const useFoundWords = (
  scroller: RefObject<HTMLElement | null>,
  words: string,
  reveal: RefObject<string | undefined>,
  onReveal: () => void,
): void => {
  useEffect(() => {
    const root = scroller.current
    const wanted = words.trim().toLowerCase()
    if (!root || wanted === '' || typeof Highlight === 'undefined') return
    addLooks()
    let frame = 0
    const mark = (): void => {
      frame = 0
      const rows = [...root.querySelectorAll('[data-row]')]
      const here = rows.filter((row) => row.getAttribute('aria-current') === 'true')
      const elsewhere = rows.filter((row) => row.getAttribute('aria-current') !== 'true')
      const ranges = here.flatMap((row) => rangesOf(row, wanted))
      CSS.highlights.set(foundHereName, new Highlight(...ranges))
      CSS.highlights.set(foundName, new Highlight(...elsewhere.flatMap((row) => rangesOf(row, wanted))))
      const wantedRow = reveal.current
      if (wantedRow === undefined || ranges.length === 0 || here[0]?.getAttribute('data-row') !== wantedRow) return
      reveal.current = undefined
      onReveal()
      scrollToRange(ranges[0]!, root)
    }
    const schedule = (): void => {
      frame ||= requestAnimationFrame(mark)
    }
    const observer = new MutationObserver(schedule)
    observer.observe(root, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['aria-current'],
    })
    schedule()
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      CSS.highlights.delete(foundName)
      CSS.highlights.delete(foundHereName)
    }
  }, [scroller, words, reveal, onReveal])
}
