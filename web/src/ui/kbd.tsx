const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

const names: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** Keys as they are written in a binding: `mod+k`, `g s`. */
export const Kbd = ({ keys }: { readonly keys: string }) => (
  <span className="inline-flex gap-1 whitespace-nowrap">
    {keys.split(' ').map((key, index) => (
      <kbd
        // biome-ignore lint/suspicious/noArrayIndexKey: the keys of a binding never change places
        key={index}
        className="rounded border border-line bg-panel px-1.5 py-0.5 font-sans text-[0.78rem] leading-none font-medium text-soft"
      >
        {key
          .split('+')
          .map((part) => names[part] ?? (part.length === 1 && key.includes('+') ? part.toUpperCase() : part))
          .join(isMac ? '' : '+')}
      </kbd>
    ))}
  </span>
)
