import { useInstallation } from '../../shell/use-page.ts'
import { Page } from '../../ui/page.tsx'
import { Deleting } from './deleting.tsx'
import { parts } from './parts.ts'
import { People } from './people.tsx'
import { Prices } from './prices.tsx'
import { Projects } from './projects.tsx'
import { Redacted } from './redacted.tsx'
import { Sources } from './sources.tsx'
import { Stored } from './stored.tsx'
import { Teams } from './teams.tsx'

/** Settings: what is read, who is who, what was kept out, what is stored, and how to be rid of it. */
export const SettingsPage = () => {
  const { timezone } = useInstallation()
  return (
    <Page
      title="Settings"
      by={`All of it lies on this machine; nothing is sent anywhere. Days begin in ${timezone}.`}
      aside={<Contents />}
    >
      <Sources />
      <People />
      <Teams />
      <Projects />
      <Redacted />
      <Stored />
      <Prices />
      <Deleting />
    </Page>
  )
}

const Contents = () => (
  <nav aria-label="On this page" className="hidden w-48 @min-[62rem]:block">
    <h2 className="eyebrow mb-2">On this page</h2>
    <ul className="space-y-1">
      {parts.map(({ anchor, title }) => (
        <li key={anchor}>
          <a href={`#${anchor}`} className="text-soft hover:text-ink">
            {title}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
