import { Link } from '@tanstack/react-router'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Icon } from './icons.tsx'
import { pages } from './pages.ts'
import { ScopeSwitch } from './scope-switch.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** Left of the page; on a narrow screen a bar below it. */
export const Navigation = ({ onFind, onKeys }: { readonly onFind: () => void; readonly onKeys: () => void }) => (
  <nav
    aria-label="Pages"
    className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-panel md:sticky md:inset-auto md:top-0 md:h-dvh md:flex-col md:gap-0.5 md:border-t-0 md:border-r md:bg-paper md:px-3 md:py-4"
  >
    <div className="hidden md:block">
      <ScopeSwitch />
      <button
        type="button"
        onClick={onFind}
        className="mt-2 mb-3 flex w-full items-center justify-between rounded-lg border border-line bg-panel px-2 py-1.5 text-soft hover:text-ink"
      >
        Find anything <Kbd keys="mod+k" />
      </button>
    </div>
    {pages.map(({ to, key, title }) => (
      <Link
        key={to}
        to={to}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        className="group flex flex-1 flex-col items-center justify-between gap-0.5 rounded-md px-1 py-1.5 text-[0.8rem] text-soft hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-accent md:flex-none md:flex-row md:px-2 md:py-1 md:text-sm md:aria-[current=page]:bg-tint"
      >
        <span className="md:hidden">
          <Icon name={to} />
        </span>
        <span>{title}</span>
        <span className="hidden opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 md:inline">
          <Kbd keys={`g ${key}`} />
        </span>
      </Link>
    ))}
    <button
      type="button"
      onClick={onFind}
      className="flex flex-1 flex-col items-center gap-0.5 py-1.5 text-[0.8rem] text-soft md:hidden"
    >
      <Icon name="find" />
      Find
    </button>
    <div className="hidden flex-1 md:block" />
    <div className="hidden space-y-2 md:block">
      <ThemeSwitch />
      <Button look="quiet" onClick={onKeys} className="w-full justify-between">
        Keys <Kbd keys="?" />
      </Button>
    </div>
  </nav>
)
