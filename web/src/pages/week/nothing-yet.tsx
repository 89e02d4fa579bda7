import { useInstallation } from '../../shell/use-page.ts'
import { count, plural } from '../../ui/format.ts'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'

/** What stands here before anything is on record: what would, and the one command that brings it. */
export const NothingYet = () => {
  const { firstReading } = useInstallation()
  return (
    <Page title="This week" heading="Nothing on record yet">
      <p className="mb-5 max-w-[69ch]">
        This page says what was worked on in each repository, from the sessions of Claude Code and Codex and from git,
        and what it used.
      </p>
      {firstReading ? (
        <Empty
          title={`${count(firstReading.done)} of ${plural(firstReading.sources, 'log or repository', 'logs and repositories')} read.`}
        >
          <p>The newest come first; this page fills as they are read.</p>
        </Empty>
      ) : (
        <Empty title="No log of an agent was found.">
          <p>
            Name where to look: <code className="font-mono text-xs">maestro --home DIR --repo DIR</code>. With no logs
            of your own, <code className="font-mono text-xs">maestro --sample</code> shows a fictional team.
          </p>
        </Empty>
      )}
    </Page>
  )
}
