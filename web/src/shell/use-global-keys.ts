import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { press } from '../keys/keys.ts'
import { useKeys } from '../keys/use-keys.ts'
import { pages } from './pages.ts'
import { usePanel } from './use-panel.ts'

/** What may lie over the page. */
export type Overlay = 'palette' | 'keys'

/** The keys that work everywhere. */
export const useGlobalKeys = (show: (overlay: Overlay) => void): void => {
  const navigate = useNavigate()
  const router = useRouter()
  const { panel, close } = usePanel()
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  useKeys('Everywhere', [
    { keys: 'mod+k', does: 'Find anything', run: () => show('palette') },
    { keys: '?', does: 'Show these keys', run: () => show('keys') },
    ...pages.map(({ to, key, title }) => ({
      keys: `g ${key}`,
      does: `Go to ${title}`,
      run: () => void navigate({ to }),
      soon: () => void router.preloadRoute({ to }).catch(() => {}),
    })),
  ])
  useKeys('Panel', panel === undefined ? [] : [{ keys: 'Escape', does: 'Close the panel', run: close }])
}
