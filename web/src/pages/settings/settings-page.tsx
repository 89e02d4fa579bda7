import { useInstallation } from '../../shell/use-page.ts'
import { Page } from '../../ui/page.tsx'
import { Deleting } from './deleting.tsx'
import { Found } from './found.tsx'
import { Prices } from './prices.tsx'
import { Redacted } from './redacted.tsx'
import { Sources } from './sources.tsx'
import { Stored } from './stored.tsx'

/** Settings: what is read, what was kept out, what is stored, and how to be rid of it. */
export const SettingsPage = () => {
  const { timezone } = useInstallation()
  return (
    <Page title="Settings" by={`All of it lies on this machine; nothing is sent anywhere. Days begin in ${timezone}.`}>
      <Sources />
      <Redacted />
      <Stored />
      <Prices />
      <Found />
      <Deleting />
    </Page>
  )
}
