/** What a key, or two keys one after the other, does. */
export interface KeyBinding {
  /** `j`, `?`, `Enter`, `mod+k`, or two with a space between: `g s`. Letters with shift are written large: `P`. */
  readonly keys: string
  /** Said in the list of keys, as in "Next session". */
  readonly does: string
  readonly run: (event: KeyboardEvent) => void
  /** Of two keys the first one was pressed: what will be needed can be asked for. */
  readonly soon?: () => void
  /** Also where somebody writes into a field. */
  readonly inFields?: boolean
}

/** Bindings that belong together, such as those of a list. */
export interface KeyGroup {
  readonly name: string
  readonly bindings: readonly KeyBinding[]
}

const togetherMs = 1_200
const groups: { current: KeyGroup }[] = []
let began: { readonly key: string; readonly at: number } | undefined

/** Makes keys work until the function that it answers is called; of two for the same key the later one does. */
export const bindKeys = (group: { current: KeyGroup }): (() => void) => {
  groups.push(group)
  return () => {
    groups.splice(groups.indexOf(group), 1)
  }
}

/** What works now, the first bound first. */
export const boundKeys = (): readonly KeyGroup[] => groups.map((group) => group.current)

/** How an event is written in a binding; undefined for a modifier alone and what belongs to the browser. */
const nameOf = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | undefined => {
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key) || event.altKey) return undefined
  return event.ctrlKey || event.metaKey ? `mod+${event.key.toLowerCase()}` : event.key
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** A control does by itself what these keys do. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a[href], button, summary, [role=option], [role=tab]') !== null

/** Gives a key press to the binding that it is for. While a dialog is open, only its own keys work. */
export const press = (event: KeyboardEvent, at = Date.now()): void => {
  if (event.defaultPrevented || event.isComposing) return
  const key = nameOf(event)
  if (key === undefined) return
  const pair = began && at - began.at < togetherMs ? `${began.key} ${key}` : undefined
  began = undefined
  if (document.querySelector('dialog[open]') && !key.startsWith('mod+')) return
  const inField = isField(event.target)
  if ((key === 'Enter' || key === ' ') && isControl(event.target)) return
  const bindings = groups
    .toReversed()
    .flatMap((group) => group.current.bindings)
    .filter((binding) => !inField || binding.inFields === true || binding.keys.startsWith('mod+'))
  const found = bindings.find(({ keys }) => keys === pair) ?? bindings.find(({ keys }) => keys === key)
  if (found) {
    event.preventDefault()
    found.run(event)
    return
  }
  const begun = bindings.filter(({ keys }) => keys.startsWith(`${key} `))
  if (begun.length === 0) return
  began = { key, at }
  for (const { soon } of begun) soon?.()
}
