import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { CommitEvidence } from './commit-evidence.tsx'
import { PullRequestEvidence } from './pull-request-evidence.tsx'
import { SessionEvidence } from './session-evidence.tsx'
import { usePanel } from './use-panel.ts'

const kinds: Readonly<Record<string, { readonly title: string; readonly show: (id: string) => ReactNode }>> = {
  commit: { title: 'Commit', show: (sha) => <CommitEvidence sha={sha} /> },
  pr: { title: 'Pull request', show: (id) => <PullRequestEvidence id={id} /> },
  session: { title: 'Session', show: (id) => <SessionEvidence id={id} /> },
}

/** Evidence beside the page: what is named in the address as `kind:id`. */
export const Panel = ({ panel }: { readonly panel: string }) => {
  const { close } = usePanel()
  const at = panel.indexOf(':')
  const kind = kinds[panel.slice(0, at)]
  return (
    <aside
      aria-label="Evidence"
      className="fixed inset-x-0 bottom-0 z-30 max-h-[80dvh] overflow-auto border-t border-line bg-panel px-5 py-4 shadow-lg md:inset-y-0 md:right-0 md:left-auto md:max-h-none md:w-[24rem] md:border-t-0 md:border-l xl:sticky xl:top-0 xl:h-dvh xl:w-auto xl:shadow-none"
    >
      <div className="mb-3 flex items-center justify-between text-soft">
        <span>Evidence{kind ? ` · ${kind.title}` : ''}</span>
        <Button look="quiet" onClick={close}>
          Close <Kbd keys="Escape" />
        </Button>
      </div>
      {kind ? kind.show(panel.slice(at + 1)) : <p>There is nothing of this kind.</p>}
    </aside>
  )
}
