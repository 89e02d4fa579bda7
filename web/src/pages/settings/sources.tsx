import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { bytes, count, plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { When } from '../../ui/when.tsx'
import { Counted } from './counted.tsx'
import { Kept } from './kept.tsx'

type Connector = Answer<'health'>['connectors'][number]

/** So many homes are named at once. */
const fewHomes = 2

/** What is read, from where, and what could not be. */
export const Sources = () => {
  const health = useAnswer('health', {})
  const keeping = useAnswer('keeping', {})
  return (
    <Section title="Sources" anchor="sources">
      <Answered query={health} lines={4}>
        {({ homes, repositories, problems, connectors }) => (
          <>
            {problems.map(({ path, reason, next }) => (
              <Broken key={path} name={path} what={reason} next={next} />
            ))}
            {connectors.flatMap(({ name, failed }) =>
              failed.map(({ id, problem, next, since, records }) => (
                <Broken key={`${name} ${id}`} name={id} what={problem} next={next} since={since}>
                  {records === 0
                    ? 'Nothing of it is here.'
                    : `The ${plural(records, 'record')} read before stay; what came to it since is missing.`}
                </Broken>
              )),
            )}
            <Where homes={homes.map(({ path }) => path)} repositories={repositories} />
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

/** What cannot be read: since when, what is missing because of it, and what to do. */
const Broken = ({
  name,
  what,
  next,
  since,
  children,
}: {
  readonly name: string
  readonly what: string
  readonly next: string | null
  readonly since?: string
  readonly children?: string
}) => (
  <div role="alert" className="mb-2 rounded-lg border border-line bg-panel px-4 py-3">
    <p className="font-medium text-now">
      <code className="font-mono text-xs">
        <Say text={name} />
      </code>{' '}
      cannot be read
      {since !== undefined && (
        <>
          {' since '}
          <When at={since} />
        </>
      )}
      .
    </p>
    <p className="mt-0.5">
      <Say text={what} /> {children}
    </p>
    {next !== null && (
      <p className="mt-0.5 text-soft">
        <Say text={next} /> It is looked at again by itself.
      </p>
    )}
  </div>
)

const Path = ({ path }: { readonly path: string }) => (
  <code className="font-mono text-xs">
    <Say text={path} />
  </code>
)

/** From where it is read. */
const Where = ({
  homes,
  repositories,
}: {
  readonly homes: readonly string[]
  readonly repositories: readonly string[]
}) => {
  const places = [...homes, ...repositories]
  if (places.length === 0) return <p className="mb-2 text-soft">No home is read.</p>
  const told = [
    homes.length > 0 && plural(homes.length, 'home directory', 'home directories'),
    repositories.length > 0 && plural(repositories.length, 'named repository', 'named repositories'),
  ].filter(Boolean)
  if (places.length <= fewHomes)
    return (
      <p className="mb-2 text-soft">
        Read below{' '}
        {places.map((path, index) => (
          <span key={path}>
            {index > 0 && ' and '}
            <Path path={path} />
          </span>
        ))}
        , and the repositories in which sessions ran.
      </p>
    )
  return (
    <details className="mb-2 text-soft">
      <summary>Read below {told.join(' and ')}, and the repositories in which sessions ran</summary>
      <ul className="mt-1 mb-3 pl-4">
        {places.map((path) => (
          <li key={path}>
            <Path path={path} />
          </li>
        ))}
      </ul>
    </details>
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
  const isGit = name === 'git'
  return (
    <div className="border-t border-line py-2">
      <p>
        <span className="font-medium">{title}</span>:{' '}
        {isGit ? plural(sources, 'repository', 'repositories') : plural(sources, 'log')}, {bytes(connector.bytes)},{' '}
        {plural(items, isGit ? 'commit' : 'line')} read, {plural(records, 'record')} kept.
        {unfinished > failed.length && ` ${count(unfinished - failed.length)} not read to the end yet.`}
        {failed.length > 0 && <span className="text-now"> {count(failed.length)} cannot be read.</span>}
        {setAside > 0 &&
          ` ${plural(setAside, 'stretch', 'stretches')} could not be understood and ${setAside === 1 ? 'was' : 'were'} set aside.`}
      </p>
      <details className="mt-0.5 text-xs text-soft">
        <summary>What was met in it</summary>
        <Counted title="Written by" counts={versions} />
        <Counted title="Not needed" counts={skipped} />
        <Counted title="Not known" counts={unknown} />
      </details>
    </div>
  )
}
