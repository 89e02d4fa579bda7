/** One line of a mailmap, as git reads it. Addresses in lower case. */
export interface MailmapLine {
  readonly email: string
  /** Empty where any name will do. */
  readonly name: string
  readonly canonicalName?: string
  readonly canonicalEmail?: string
}

/** `Name <address>`; the second pair, if any, is what stands in commits. */
const line = /^([^<]*)<([^>]*)>(?:([^<]*)<([^>]*)>)?/

/** Reads a `.mailmap`. Lines without meaning are left out. */
export const parseMailmap = (text: string): MailmapLine[] =>
  text.split('\n').flatMap((row) => {
    const match = row.startsWith('#') ? null : line.exec(row)
    if (match === null) return []
    const [firstName, firstEmail] = [match[1]!.trim(), match[2]!.trim().toLowerCase()]
    const name = match[3]?.trim() ?? ''
    const email = match[4]?.trim().toLowerCase()
    const canonicalName = firstName === '' ? {} : { canonicalName: firstName }
    if (email === undefined)
      return firstName === '' || firstEmail === '' ? [] : [{ email: firstEmail, name, ...canonicalName }]
    return email === ''
      ? []
      : [{ email, name, ...canonicalName, ...(firstEmail !== '' && { canonicalEmail: firstEmail }) }]
  })
