import { Link } from '@tanstack/react-router'
import { Page } from '../ui/page.tsx'

/** What stands at an address that leads nowhere. */
export const NoSuchPage = () => (
  <Page title="There is no such page">
    <p>
      <Link to="/" className="evidence">
        This week
      </Link>{' '}
      is where everything begins.
    </p>
  </Page>
)
