/** What is looked for in a row is marked as `found`; where the replay stands, as `found-here`. */
export const foundName = 'found'
export const foundHereName = 'found-here'

/** So much text of what is in sight is looked through. */
const mostCharacters = 600_000
/** So many places are marked. */
const mostRanges = 2_000

/** The places of words (in lower case) in an element, also where they stand in several pieces of it. */
export const rangesOf = (root: Element, words: string): Range[] => {
  if (words === '') return []
  const nodes: { readonly node: Text; readonly start: number }[] = []
  let text = ''
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node && text.length < mostCharacters; node = walker.nextNode()) {
    nodes.push({ node: node as Text, start: text.length })
    text += (node as Text).data
  }
  // Some letters become longer in lower case: then places would be others.
  const lower = text.toLowerCase()
  const haystack = lower.length === text.length ? lower : text
  const ranges: Range[] = []
  let piece = 0
  const placeOf = (at: number) => {
    while (piece + 1 < nodes.length && nodes[piece + 1]!.start <= at) piece++
    const { node, start } = nodes[piece]!
    return { node, offset: Math.min(at - start, node.data.length) }
  }
  for (
    let at = haystack.indexOf(words);
    at >= 0 && ranges.length < mostRanges;
    at = haystack.indexOf(words, at + words.length)
  ) {
    const from = placeOf(at)
    const to = placeOf(at + words.length - 1)
    const range = document.createRange()
    range.setStart(from.node, from.offset)
    range.setEnd(to.node, to.offset + 1)
    ranges.push(range)
  }
  return ranges
}

/** Scrolls all that scrolls around a place, the innermost first, up to and with `root`, so that it stands in the middle. */
export const scrollToRange = (range: Range, root: Element): void => {
  for (let box = range.startContainer.parentElement; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight + 1) {
      const place = range.getBoundingClientRect()
      const { top, height } = box.getBoundingClientRect()
      if (place.top < top || place.bottom > top + height) box.scrollTop += place.top - top - height / 2
    }
    if (box === root) return
  }
}
