import { useEffect, useRef } from 'react'
import { bindKeys, type KeyBinding, type KeyGroup } from './keys.ts'

/** Makes keys work for as long as the component is shown. They stand under `name` in the list of keys. */
export const useKeys = (name: string, bindings: readonly KeyBinding[]): void => {
  const group = useRef<KeyGroup>({ name, bindings })
  group.current = { name, bindings }
  useEffect(() => bindKeys(group), [])
}
