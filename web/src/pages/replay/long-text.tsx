import { useState } from 'react'
import { bytes } from '../../ui/format.ts'
import { visible } from '../../ui/visible.ts'
import { useAbout } from './about.ts'

/** More than this is never put into the page at once: it would stand still. */
const step = 200_000
/** Around what is looked for, where it lies beyond what is shown. */
const around = { before: 1_000, after: 3_000 }

/** A text of any length: its beginning, and more of it as it is asked for, or as something in it is looked for. */
export const LongText = ({ text, most }: { readonly text: string; readonly most: number }) => {
  const [shown, setShown] = useState(most)
  const { find } = useAbout()
  if (text.length <= shown) return visible(text)
  const found = find === '' ? -1 : text.toLowerCase().indexOf(find)
  const excerpt = found + find.length > shown ? Math.max(shown, found - around.before) : undefined
  const more = (
    <button
      type="button"
      onClick={() => setShown(shown + step)}
      className="evidence block min-h-[24px] font-sans text-xs text-accent"
    >
      Show more ({bytes(text.length - shown)} left)
    </button>
  )
  if (excerpt === undefined)
    return (
      <>
        {visible(text.slice(0, shown))}
        {'\n'}
        {more}
      </>
    )
  return (
    <>
      {visible(text.slice(0, shown))}
      {'\n'}
      {more}
      {visible(text.slice(excerpt, found + around.after))}
      {found + around.after < text.length && '\n…'}
    </>
  )
}
