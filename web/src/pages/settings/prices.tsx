import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { useInstallation } from '../../shell/use-page.ts'
import { Answered } from '../../ui/answered.tsx'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { Row, Table } from '../../ui/table.tsx'
import { isModel } from './is-model.ts'
import { settingsRoute } from './route.ts'

/** List prices in force: of the models that were used, or of all. */
export const Prices = () => {
  const { prices: which } = settingsRoute.useSearch()
  const { today } = useInstallation()
  const answer = useAnswer('prices', {})
  const usage = useAnswer('usage', { by: 'model', limit: 1000 })
  const used = (usage.data?.items ?? []).flatMap(({ model }) => model ?? [])
  const unpriced = (usage.data?.items ?? []).filter(({ unpricedMessages }) => unpricedMessages > 0)
  return (
    <Section
      title="Prices in force"
      anchor="prices"
      aside={
        <Link
          to="."
          search={(before: object) => ({ ...before, prices: which === 'all' ? undefined : 'all' }) as never}
          resetScroll={false}
          className="evidence"
        >
          {which === 'all' ? 'Only models that were used' : 'All models'}
        </Link>
      }
    >
      <Answered query={answer} lines={4}>
        {({ file, items }) => {
          const shown = which === 'all' ? items : items.filter(({ model }) => used.some((name) => isModel(name, model)))
          return (
            <>
              <p className="mb-2 text-soft">
                List prices of the providers, in US dollars per million tokens; subscriptions and discounts are not in
                them.{' '}
                {file === null ? (
                  <>
                    <code>maestro --prices FILE</code> lays your own over them.
                  </>
                ) : (
                  <>
                    Those of <code>{<Say text={file} />}</code> are laid over them.
                  </>
                )}
              </p>
              {unpriced.map(({ model = 'unknown', unpricedMessages }) => (
                <p key={model} className="mb-2">
                  No price is known for {unpricedMessages} messages of <Say text={model} />: costs are lower bounds
                  there.
                </p>
              ))}
              {shown.length > 0 && (
                <Table
                  caption="Prices by model"
                  head={['Model', 'Holds', 'Input', 'Output', 'Cache read', 'Write, 5 min', 'Write, 1 h', 'Long input']}
                >
                  {shown.map((item) => (
                    <Row
                      key={`${item.model} ${item.from}`}
                      className={item.until !== null && item.until <= today ? 'text-soft' : ''}
                      cells={cellsOf(item)}
                    />
                  ))}
                </Table>
              )}
            </>
          )
        }}
      </Answered>
    </Section>
  )
}

type Price = Answer<'prices'>['items'][number]

const cellsOf = (price: Price) => [
  <span key="model" className="whitespace-nowrap">
    {price.model}
    {price.own && <span className="text-soft"> (own)</span>}
  </span>,
  price.until === null ? `from ${price.from}` : `until ${price.until}`,
  figure(price.input),
  figure(price.output),
  figure(price.cacheRead),
  figure(price.cacheWrite5m),
  figure(price.cacheWrite1h),
  price.longContext === null
    ? ''
    : `> ${price.longContext.above / 1000}k: ${figure(price.longContext.input)} / ${figure(price.longContext.output)}`,
]

const figure = (value: number): string => value.toLocaleString('en-US', { minimumFractionDigits: 2 })
