import { useInstallation } from '../../shell/use-page.ts'
import { shortDay } from '../../ui/dates.ts'
import { CommitLink, SessionLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { promptIn, type Source } from './told.ts'

/** Where a run of lines comes from, in a line: what asked for it, when it was committed, and with which commit. */
export const OriginLabel = ({ source: { origin, writer } }: { readonly source: Source }) => {
  const { timezone } = useInstallation()
  return (
    <>
      {writer.session !== null ? (
        <SessionLink
          id={writer.session}
          {...(writer.prompt === null ? {} : { event: writer.prompt.id })}
          className="min-w-0 flex-1 truncate"
        >
          {promptIn(writer)}
        </SessionLink>
      ) : origin === undefined ? (
        <span className="flex-1 text-soft">Not known where from</span>
      ) : (
        <span className="min-w-0 flex-1 truncate text-soft" title={visibleLine(origin.subject)}>
          <span className="text-ink">
            <Say text={writer.person ?? origin.person} />
          </span>
          {writer.kind === 'bot' && ' (bot)'}
          {': '}
          <Say text={origin.subject} />
        </span>
      )}
      {origin !== undefined && (
        <>
          <time dateTime={origin.committedAt} className="shrink-0 text-soft">
            {shortDay(Date.parse(origin.committedAt), timezone)}
          </time>
          <CommitLink sha={origin.commit} className="shrink-0 font-mono text-[0.8rem]">
            {origin.commit.slice(0, 7)}
          </CommitLink>
        </>
      )}
    </>
  )
}

/** In the second line of a run: of what a session wrote, who asked for it, and what it was committed as. */
export const OriginBy = ({ source: { origin, writer } }: { readonly source: Source }) =>
  writer.session === null ? null : (
    <span className="min-w-0 truncate text-soft">
      {writer.person !== null && (
        <>
          <Say text={writer.person} />
          {origin !== undefined && ', '}
        </>
      )}
      {origin !== undefined && (
        <>
          committed as “<Say text={origin.subject} />”
        </>
      )}
    </span>
  )
