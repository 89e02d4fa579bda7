import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { bytes, count, plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { When } from '../../ui/when.tsx'
import { Counted } from './counted.tsx'

type Connector = Answer<'health'>['connectors'][number]

/** What is read, from where, and what could not be. */
export const Sources = () => {
  const health = useAnswer('health', {})
  const keeping = useAnswer('keeping', {})
  return (
    <Section title="Sources">
      <Answered query={health} lines={4}>
        {({ homes, repositories, problems, connectors }) => (
          <>
            <p className="mb-2 text-soft">
              Read below{' '}
              {homes.map(({ path }, index) => (
                <span key={path}>
                  {index > 0 && ', '}
                  <code className="text-ink">
                    <Say text={path} />
                  </code>
                </span>
              ))}
              {repositories.length > 0 &&
                `, and ${plural(repositories.length, 'named repository', 'named repositories')}`}
              .
            </p>
            {problems.map(({ path, reason, next }) => (
              <p key={path} role="alert" className="mb-2">
                <span className="text-now">
                  <Say text={path} />: <Say text={reason} />
                </span>{' '}
                <span className="text-soft">
                  <Say text={next} />
                </span>
              </p>
            ))}
            {connectors.map((connector) => (
              <Source key={connector.name} connector={connector} />
            ))}
          </>
        )}
      </Answered>
      <Answered query={keeping} lines={1}>
        {(kept) => <Kept kept={kept} />}
      </Answered>
    </Section>
  )
}

const Source = ({ connector }: { readonly connector: Connector }) => {
  const { name, title, sources, unfinished, failed, items, records, setAside, skipped, unknown, versions } = connector
  if (sources === 0)
    return (
      <p className="border-t border-line py-2 text-soft">
        <span className="font-medium text-ink">{title}</span>: none found.
      </p>
    )
  return (
    <div className="border-t border-line py-2">
      <p>
        <span className="font-medium">{title}</span>: {plural(sources, 'source')}, {bytes(connector.bytes)},{' '}
        {plural(items, name === 'git' ? 'commit' : 'line')} read, {plural(records, 'record')} kept.{' '}
        {unfinished > 0 && <span className="text-now">{plural(unfinished, 'source')} not read to the end yet. </span>}
        {setAside > 0 && `${plural(setAside, 'stretch', 'stretches')} could not be understood and were set aside.`}
      </p>
      {failed.map(({ id, problem }) => (
        <p key={id} className="mt-1 text-xs">
          <span className="text-now">
            <Say text={id} />
          </span>
          : <Say text={problem} />
        </p>
      ))}
      <details className="mt-1 text-xs text-soft">
        <summary>What was met in it</summary>
        <Counted title="Written by" counts={versions} />
        <Counted title="Not needed" counts={skipped} />
        <Counted title="Not known" counts={unknown} />
      </details>
    </div>
  )
}

const Kept = ({ kept: { logs, unread, gone, retentions, leftAlone } }: { readonly kept: Answer<'keeping'> }) => {
  const [first] = unread
  const days = [...new Set(retentions.map((retention) => retention.days))].toSorted((a, b) => a - b)
  return (
    <div className="border-t border-line pt-2 text-soft">
      {logs > 0 &&
        (first === undefined ? (
          <p>
            Everything is stored
            {days.length > 0 &&
              `: when an agent deletes its logs (after ${days.map(count).join(', ')} days), nothing is lost`}
            .
          </p>
        ) : (
          <p>
            {plural(unread.length, 'log')} not read yet
            {first.deletedAt !== null && (
              <>
                ; the first is deleted by its agent <When at={first.deletedAt} />
              </>
            )}
            .
          </p>
        ))}
      {gone > 0 && <p>{plural(gone, 'log')} are gone; what was read of them is kept here.</p>}
      {leftAlone.length > 0 && (
        <details className="mt-1 text-xs">
          <summary>{plural(leftAlone.length, 'folder')} in which sessions ran are not looked into</summary>
          <ul className="mt-1">
            {leftAlone.map(({ folder, sessions }) => (
              <li key={folder}>
                <code>
                  <Say text={folder} />
                </code>{' '}
                ({plural(sessions, 'session')}): <code>maestro --root FOLDER</code> opens it
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
