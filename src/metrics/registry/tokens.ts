import type { Metric, MetricGroup } from './metric.ts'

const once =
  'Each API message counts once, however many lines and logs repeat it; subagents are included, replayed history is not.'

const stub =
  'Claude Code 2.0 to 2.1.52 often logged a stub instead of the real output: tokens of output, and cost, of those versions are lower bounds and marked so.'

const source = 'Record `usage`. The totals equal those of `ccusage` on the same logs, by agent, model and day.'

const kind = (metric: Omit<Metric, 'unit' | 'source'>): Metric => ({ ...metric, unit: 'tokens', source })

export const tokens: MetricGroup = {
  title: 'Tokens and cost',
  metrics: [
    kind({
      id: 'tokens',
      name: 'tokens',
      question: 'How much did models read and write?',
      definition: `Input without cache, cache writes, cache reads and output together. ${once}`,
      caveats: [
        'Cache reads are most of it and cost a tenth or less of other input: as a measure of effort, cost says more.',
        'Tokenizers differ: the same text is up to a third more tokens on newer models.',
        'It measures use, not work done: fewer tokens for the same result are better.',
        stub,
      ],
    }),
    kind({
      id: 'tokens-input',
      name: 'input',
      question: 'How much did models read for the first time?',
      definition: `Tokens of input that were neither read from a cache nor written to one. ${once}`,
      caveats: ['Codex counts cached tokens as part of input in its logs; here they are taken off.'],
    }),
    kind({
      id: 'tokens-cache-creation',
      name: 'cache creation',
      question: 'How much was put into caches?',
      definition: `Tokens of input written to a cache, that for five minutes and that for an hour together. ${once}`,
      caveats: ['Codex logs none.'],
    }),
    kind({
      id: 'tokens-cache-read',
      name: 'cache reads',
      question: 'How much was read again from caches?',
      definition: `Tokens of input read from a cache. ${once}`,
      caveats: [
        'Every tool call reads the whole conversation again: long sessions make this grow with the square of their length.',
      ],
    }),
    kind({
      id: 'tokens-output',
      name: 'output',
      question: 'How much did models write?',
      definition: `Tokens of output, reasoning included. ${once} Of several counts for one message the largest is taken.`,
      caveats: [stub],
    }),
    kind({
      id: 'tokens-reasoning',
      name: 'reasoning',
      question: 'How much of the output was reasoning?',
      definition: `Tokens of reasoning, which are part of output and not added to it. ${once}`,
      caveats: ['Codex tells it; Claude Code does not, so that 0 means "not told" there.'],
    }),
    {
      id: 'cost',
      name: 'cost',
      question: 'What would this use have cost at list prices?',
      definition:
        'Tokens times the prices of that model on that day, long-context and fast-mode prices and server-side searches included, from the table that ships with the program or the one named in the settings. Computed exactly, in 10^-12 US dollar. Where a model or mode has no price, the cost of those messages is unknown: they are counted apart, never as 0.',
      unit: 'US dollars',
      caveats: [
        'It is what the API would have charged. Subscriptions, contracts, regional surcharges and taxes are not in it, so it is not the bill.',
        stub,
      ],
      source: 'Record `usage` and `src/config/prices`, whose README names the source of every price.',
    },
  ],
}
