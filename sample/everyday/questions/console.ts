import { find, read, search } from '../../script.ts'
import type { Question } from './question.ts'

/** What people want to know about console. */
export const consoleQuestions: readonly Question[] = [
  {
    prompt: 'why does the refunds table render twice on load',
    steps: [read('src/pages/RefundsPage.tsx'), read('src/api/useRefunds.ts')],
    answer:
      'Once with `isPending`, once with data: that is expected. If you see two requests it is React strict mode in development; the production build mounts once.',
  },
  {
    prompt: 'does formatMoney handle yen?',
    steps: [read('src/lib/format.ts'), search('formatMoney', 'src')],
    answer:
      'No. It always divides by 100, and JPY has no minor unit, so ¥500 is shown as ¥5. The same for KRW and CLP.',
    more: {
      prompt: 'how would you fix it, only tell me',
      steps: [],
      answer:
        'Ask `Intl.NumberFormat` for `resolvedOptions().maximumFractionDigits` of the currency and divide by ten to that power. Three lines; the test should have JPY (0), EUR (2) and BHD (3).',
    },
  },
  {
    prompt: 'list every text a merchant can see that is not in src/text',
    steps: [search('>[A-Z][a-z]+ [a-z]+<', 'src'), find('src/**/*.tsx'), read('src/text/index.ts')],
    answer:
      'The pages take their texts from `src/text`. Some of the newer components have words of their own, in the component itself: badges and notes mostly. Pager and CopyButton have a word or two; Table and EmptyState have none.',
  },
  {
    prompt: 'how big is the bundle and what is the largest part of it?',
    steps: [read('package.json'), find('src/**/*.tsx')],
    answer:
      'I have not built it. From the dependencies: react-dom is by far the largest, then react-query. Our own code is small. `npx vite-bundle-visualizer` would give numbers.',
  },
  {
    prompt: 'Where would I put a feature flag so that only test merchants see a page?',
    steps: [find('src/pages/*.tsx'), read('src/api/client.ts')],
    answer:
      'There is nothing like it yet. The least: a hook `useFlags` in src/api that asks the API once, and the page checks it next to its loading state. Not in the build, the same bundle goes to everybody.',
    more: {
      prompt: 'and in tests?',
      steps: [],
      answer:
        'Give the page the flag as a property with a default from the hook; then a test passes it and needs no server.',
    },
  },
  {
    prompt: 'what do we show when the api answers with html instead of json (the proxy does that when it restarts)',
    steps: [read('src/api/client.ts'), read('src/pages/RefundsPage.tsx')],
    answer:
      '`response.json()` throws a SyntaxError, react-query counts that as an error after three tries, and the page shows its error text. So merchants see the right thing, some seconds late.',
  },
  {
    prompt: 'does anything here use the time zone of the browser? CLAUDE.md says merchant zone',
    steps: [search('Intl.DateTimeFormat', 'src'), read('src/lib/format.ts')],
    answer:
      '`formatDate` does: it gives no `timeZone`, so it takes that of the browser. Everything that shows a date goes through it.',
  },
  {
    prompt: 'compare our Table with a real grid library. what do we lose by keeping it?',
    steps: [read('src/components/Table.tsx'), search('<Table', 'src')],
    answer:
      'Sorting, resizing, virtual rows, keyboard movement. Pages here show at most 200 rows without sorting, so today nothing. The day somebody asks for sorting in two places is the day to switch.',
  },
  {
    prompt: "explain queryKey to me. is ['refunds'] ok when we add a filter",
    steps: [read('src/api/useRefunds.ts'), search('queryKey', 'src')],
    answer:
      "No. The key names what is cached; with a filter in the request the same key would show the rows of the last filter. Put the filter in: `['refunds', filter]`. If you filter in the browser the key can stay.",
  },
]
