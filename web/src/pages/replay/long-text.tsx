import { useState } from 'react'
import { bytes } from '../../ui/format.ts'
import { visible } from '../../ui/visible.ts'

/** More than this is never put into the page at once: it would stand still. */
const step = 200_000

/** A text of any length: its beginning, and more of it as it is asked for. */
export const LongText = ({ text, most }: { readonly text: string; readonly most: number }) => {
  const [shown, setShown] = useState(most)
  if (text.length <= shown) return visible(text)
  return (
    <>
      {visible(text.slice(0, shown))}
      {'\n'}
      <button type="button" onClick={() => setShown(shown + step)} className="evidence font-sans text-xs text-accent">
        Show more ({bytes(text.length - shown)} left)
      </button>
    </>
  )
}
