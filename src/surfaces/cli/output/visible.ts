const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/**
 * Text from logs made safe to print: control characters (terminal escapes among them), characters that change the
 * direction of text and such without width are shown as `\u{1b}`. Line feeds and tabs stay.
 */
export const visible = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replace(hidden, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)

/** The same in one line. */
export const visibleLine = (text: string): string => visible(text.replaceAll(/\s+/g, ' ').trim())
