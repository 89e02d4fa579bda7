import { useAnswer } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { count, plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { Row, Table } from '../../ui/table.tsx'

/** Secrets that were taken out before anything was stored. */
export const Redacted = () => {
  const health = useAnswer('health', {})
  const titles = new Map(health.data?.connectors.map(({ name, title }) => [name, title]))
  return (
    <Section title="What was redacted" anchor="redacted">
      <Answered query={useAnswer('redactions', {})} lines={3}>
        {({ total, items }) =>
          total === 0 ? (
            <p className="text-soft">No secret was met in what was read.</p>
          ) : (
            <>
              <p className="mb-2">
                {plural(total, 'secret')} {total === 1 ? 'was' : 'were'} taken out before anything was stored; where
                each stood, it now says <code>[redacted: kind]</code>.
              </p>
              <Table caption="Secrets by kind" head={['Kind', 'Found in', 'Logs or repositories', 'Secrets']}>
                {items.map(({ connector, kind, count: number, sources }) => (
                  <Row
                    key={`${connector} ${kind}`}
                    cells={[
                      <Say key="kind" text={kind} />,
                      titles.get(connector) ?? connector,
                      count(sources),
                      count(number),
                    ]}
                  />
                ))}
              </Table>
            </>
          )
        }
      </Answered>
    </Section>
  )
}
