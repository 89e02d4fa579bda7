import { MaestroError } from '../../model/errors.ts'

/** Signs that XML 1.0 cannot hold, escaped or not. */
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Text as the content of an element. Throws `MaestroError('usage')` for what XML cannot hold. */
export const xmlText = (text: string): string => {
  if (impossible.test(text)) {
    throw new MaestroError(
      'usage',
      'A path of this installation has signs in it that no service description can hold.',
      'Move Maestro or its data to a folder with an ordinary name.',
    )
  }
  return text.replaceAll(/[&<>"\t\n\r]/g, (sign) => entities[sign]!)
}
