import { Outlet } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { Skeleton } from '../ui/states.tsx'
import { Banners } from './banners.tsx'
import { KeyList } from './key-list.tsx'
import { Navigation } from './navigation.tsx'
import { Palette } from './palette.tsx'
import { Panel } from './panel.tsx'
import { Toolbar } from './toolbar.tsx'
import { type Overlay, useGlobalKeys } from './use-global-keys.ts'
import { usePanel } from './use-panel.ts'

/** Navigation, what is said of the whole, the page, and the panel beside it. */
export const Frame = () => {
  const [overlay, setOverlay] = useState<Overlay>()
  const { panel } = usePanel()
  useGlobalKeys(setOverlay)
  return (
    <>
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-panel"
      >
        Skip to the page
      </a>
      <div className="md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
        <Navigation onFind={() => setOverlay('palette')} onKeys={() => setOverlay('keys')} />
        <div className={panel === undefined ? '' : 'xl:grid xl:grid-cols-[minmax(0,1fr)_24rem]'}>
          <main id="page" className="@container min-w-0 pb-16 md:pb-0">
            <Banners />
            <Toolbar />
            <Suspense fallback={<Waiting />}>
              <Outlet />
            </Suspense>
          </main>
          {panel !== undefined && <Panel panel={panel} />}
        </div>
      </div>
      {overlay === 'palette' && <Palette onClose={() => setOverlay(undefined)} onKeys={() => setOverlay('keys')} />}
      {overlay === 'keys' && <KeyList onClose={() => setOverlay(undefined)} />}
    </>
  )
}

const Waiting = () => (
  <div className="px-4 pt-8 md:px-10">
    <Skeleton />
  </div>
)
