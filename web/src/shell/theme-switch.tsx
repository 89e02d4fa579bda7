import { Segmented } from '../ui/segmented.tsx'
import { setTheme, themes, useTheme } from './theme.ts'

const labels = { system: 'System', light: 'Light', dark: 'Dark' } as const

/** Light, dark, or as the system is. */
export const ThemeSwitch = () => (
  <Segmented
    label="Theme"
    value={useTheme()}
    options={themes.map((value) => ({ value, label: labels[value] }))}
    onChange={setTheme}
  />
)
