const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu
const inEmoji =
  /\p{Extended_Pictographic}[\ufe0e\ufe0f]?(?:\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f]?(?:\p{Emoji_Modifier})?)*/gu

const shown = (character: string): string =>
  character === '\n' || character === '\t' ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`

/**
 * Text from logs made safe to show: control characters, characters that change the direction of text and such without
 * width are shown as `\u{202e}`. Line feeds and tabs stay, and what joins an emoji.
 */
export const visible = (text: string): string => {
  const lines = text.replaceAll(/\r\n?/g, '\n')
  let safe = ''
  let from = 0
  for (const emoji of lines.matchAll(inEmoji)) {
    safe += lines.slice(from, emoji.index).replace(hidden, shown) + emoji[0]
    from = emoji.index + emoji[0].length
  }
  return safe + lines.slice(from).replace(hidden, shown)
}

/** The same in one line. */
export const visibleLine = (text: string): string => visible(text.replaceAll(/[^\S\u2028\u2029\ufeff]+/g, ' ').trim())
