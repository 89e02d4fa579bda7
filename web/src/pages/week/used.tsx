import { Link } from '@tanstack/react-router'
import { count, short } from '../../ui/format.ts'
import { Section } from '../../ui/section.tsx'
import { Row, Table } from '../../ui/table.tsx'
import { cost, usageSentences, type Work } from './words.ts'

/** What the period used, against the one before: in sentences, with the figures one click away. */
export const Used = ({ work, before }: { readonly work: Work; readonly before: string }) => (
  <Section
    title="What it used"
    aside={
      <Link to="/agents" className="evidence">
        By agent, model and day
      </Link>
    }
  >
    <p className="max-w-[69ch]">{usageSentences(work, before).join(' ')}</p>
    <details className="mt-2">
      <summary className="text-accent">The figures</summary>
      <div className="mt-2">
        <Table caption="What it used" head={['', 'this period', before]}>
          <Row cells={['Sessions', count(work.usage.sessions), count(work.before.sessions)]} />
          <Row cells={['Prompts', count(work.usage.prompts), count(work.before.prompts)]} />
          <Row cells={['Tokens', short(work.usage.tokens), short(work.before.tokens)]} />
          <Row cells={['Cost at list price', cost(work.usage), cost(work.before)]} />
        </Table>
      </div>
    </details>
  </Section>
)
