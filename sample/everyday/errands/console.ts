import type { Errand } from './errand.ts'

const repository = 'console' as const

export const consoleErrands: readonly Errand[] = [
  {
    repository,
    slug: 'csv-commas',
    area: 'csv',
    nature: 'fix',
    subjects: ['Quote commas in exported files', 'Exports fell apart at names with a comma'],
    asks: {
      full: 'csv() in src/lib/csv.ts joins cells without quotes. A cell with a comma, a quote or a line break must be quoted, quotes doubled; others stay as they are.',
      short: 'csv(): quote cells w/ comma, quote, newline',
      chat: 'a merchant called "Bread, Butter & Co" breaks the export, everything is one column off after it. can you fix the csv thing?',
    },
    why: 'Names with a comma moved all columns behind them.',
    changes: [
      {
        path: 'src/lib/csv.ts',
        from: "rows.map((row) => row.join(',')).join('\\n')",
        to: "rows.map((row) => row.map(cell).join(',')).join('\\n')",
      },
      {
        path: 'src/lib/csv.ts',
        from: '/** Rows as a file',
        to: `const cell = (text: string) => (/[",\\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text)\n\n/** Rows as a file`,
      },
    ],
    test: {
      path: 'src/lib/csv.test.ts',
      content: `import { expect, test } from 'vitest'
import { csv } from './csv'

test('quotes what would break the columns', () => {
  expect(csv([['Bread, Butter & Co', 'a "b"', 'plain']])).toBe('"Bread, Butter & Co","a ""b""",plain')
})
`,
      tests: 1,
      fails: [
        'quotes what would break the columns',
        `AssertionError: expected 'Bread, Butter & Co,a "b",plain' to be '"Bread, Butter & Co","a ""b""",plain'`,
      ],
    },
    slip: {
      path: 'src/lib/csv.ts',
      right: '/[",\\n]/.test(text)',
      wrong: '/,/.test(text)',
      complaint: 'quotes and line breaks too, I said that',
      answer: 'All three are covered now.',
      tested: true,
    },
    answer:
      'Cells are quoted where they need it. The file begins with the same bytes as before, so imports that worked still do.',
  },
  {
    repository,
    slug: 'search-accents',
    area: 'search',
    nature: 'feat',
    subjects: ['Find Müller when somebody types muller', 'Search without accents and case'],
    asks: {
      full: 'matches() in src/lib/search.ts is exact. Searching must ignore case and accents, in both directions, and blanks at the ends.',
      short: 'search: ignore case + accents',
      chat: 'I searched for muller and did not find Müller, and "MULLER" neither. could the search be a bit more forgiving',
    },
    must: ['"muller" finds "Müller"', '"MÜLLER " finds "Muller"', 'nothing typed finds everything'],
    why: 'Support could not find merchants with an umlaut.',
    changes: [
      {
        path: 'src/lib/search.ts',
        from: 'export const matches = (text: string, typed: string): boolean => text.includes(typed)',
        to: 'export const matches = (text: string, typed: string): boolean => plain(text).includes(plain(typed))',
      },
      {
        path: 'src/lib/search.ts',
        from: '/** Whether a row',
        to: "const plain = (text: string) => text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase().trim()\n\n/** Whether a row",
      },
    ],
    answer: 'Case, accents and blanks at the ends no longer matter.',
  },
  {
    repository,
    slug: 'one-day-ago',
    area: 'lib',
    nature: 'fix',
    subjects: ['Say today, yesterday, 2 days ago', '"1 days ago"'],
    asks: {
      full: 'ago(1) reads "1 days ago" and ago(0) "0 days ago". Use Intl.RelativeTimeFormat with numeric: auto.',
      short: '"1 days ago" -> Intl.RelativeTimeFormat',
      chat: 'it says "1 days ago" everywhere, hurts my eyes',
    },
    why: 'It read "1 days ago".',
    changes: [
      {
        path: 'src/lib/relative.ts',
        from: "export const ago = (days: number): string => days + ' days ago'",
        to: "export const ago = (days: number, locale = 'en-GB'): string =>\n  new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')",
      },
    ],
    slip: {
      path: 'src/lib/relative.ts',
      right: 'format(-days,',
      wrong: 'format(days,',
      complaint: 'now it says "in 2 days"',
      answer: 'The sign was missing: days that are gone are negative there.',
    },
    answer: 'It says today, yesterday, and 2 days ago.',
  },
  {
    repository,
    slug: 'initials-one-name',
    area: 'lib',
    nature: 'fix',
    subjects: ['Show initials for people with one name', 'Members page was blank'],
    asks: {
      full: 'The members page is blank as soon as somebody has only one name: initials() reads the second word without looking. One name gives one letter, more than two give first and last.',
      short: 'initials crash on single name, see below',
      chat: 'members page is white for one merchant :( error below. they have somebody called just "Suharto"',
    },
    pasted:
      "TypeError: Cannot read properties of undefined (reading '0')\n    at initials (initials.ts:2:79)\n    at Avatar",
    why: 'Not everybody has two names.',
    changes: [
      {
        path: 'src/lib/initials.ts',
        from: "export const initials = (name: string): string => name.split(' ')[0]![0]! + name.split(' ')[1]![0]!",
        to: "export const initials = (name: string): string => {\n  const words = name.split(' ').filter(Boolean)\n  const shown = words.length > 1 ? [words[0], words.at(-1)] : words\n  return shown.map((word) => word![0]!.toUpperCase()).join('')\n}",
      },
    ],
    test: {
      path: 'src/lib/initials.test.ts',
      content: `import { expect, test } from 'vitest'
import { initials } from './initials'

test.each([
  ['Suharto', 'S'],
  ['Ana Ribas', 'AR'],
  ['Jan van der Berg', 'JB'],
  ['', ''],
])('%s is %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
`,
      tests: 4,
      fails: ['Suharto is S', "TypeError: Cannot read properties of undefined (reading '0')"],
    },
    answer: 'One name gives one letter, none gives none.',
  },
  {
    repository,
    slug: 'broken-storage',
    area: 'lib',
    nature: 'fix',
    subjects: ['Start even when the browser kept nonsense', 'Ignore broken localStorage'],
    asks: {
      full: 'stored() throws when what is in localStorage is no JSON, which happened after the last rename of the filters. Take the default then and remove the entry. localStorage itself can throw, too (private windows).',
      short: 'stored(): JSON.parse can throw -> default',
      chat: 'two people cannot open the console at all since the release, it dies in stored(). clearing site data helps. can it just ignore broken values',
    },
    pasted: 'SyntaxError: Unexpected token \'s\', "state=open" is not valid JSON',
    why: 'An old value kept the console from starting.',
    changes: [
      {
        path: 'src/lib/stored.ts',
        from: '  const text = localStorage.getItem(key)\n  return text === null ? otherwise : JSON.parse(text)',
        to: '  try {\n    const text = localStorage.getItem(key)\n    return text === null ? otherwise : JSON.parse(text)\n  } catch {\n    return otherwise\n  }',
      },
    ],
    answer: 'Broken values give the default, as does a browser that keeps nothing.',
  },
  {
    repository,
    slug: 'encode-filters',
    area: 'filters',
    nature: 'fix',
    subjects: ['Encode filters in the address', 'Filters with an ampersand were lost'],
    asks: {
      full: 'toQuery does not encode: a filter for "A&B" becomes two. Use URLSearchParams and leave out empty filters.',
      short: 'toQuery -> URLSearchParams, skip empty',
      chat: 'filter for "Smith & Sons", reload, and the filter is "Smith ". I think the & is not escaped',
    },
    why: 'An ampersand ended the filter.',
    changes: [
      {
        path: 'src/lib/query.ts',
        from: "  Object.entries(filters)\n    .map(([name, value]) => name + '=' + value)\n    .join('&')",
        to: "  new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== '')).toString()",
      },
    ],
    slip: {
      path: 'src/lib/query.ts',
      right: ".filter(([, value]) => value !== '')).toString()",
      wrong: ').toString()',
      complaint: 'empty filters are in the url now, ?state=&from=&to=',
      answer: 'Empty ones are left out.',
    },
    answer: 'Filters survive a reload, whatever is in them.',
  },
  {
    repository,
    slug: 'button-type',
    area: 'components',
    nature: 'fix',
    subjects: ['Do not submit forms by accident', 'Button: type="button"'],
    asks: {
      full: 'Button has no type, so inside a form every Button submits it. Default to type="button", let the caller ask for submit.',
      short: 'Button needs type=button by default',
      chat: 'clicking "cancel" in the settings form saves it. classic missing type on the button I guess?',
    },
    why: 'Cancel saved the settings.',
    changes: [
      {
        path: 'src/components/Button.tsx',
        from: 'export const Button = ({ onClick, children }: { onClick?: () => void; children: ReactNode }) => (\n  <button className="button" onClick={onClick}>',
        to: "interface ButtonProps {\n  type?: 'button' | 'submit'\n  onClick?: () => void\n  children: ReactNode\n}\n\nexport const Button = ({ type = 'button', onClick, children }: ButtonProps) => (\n  <button type={type} className=\"button\" onClick={onClick}>",
      },
    ],
    answer:
      'A Button only submits when it is told to. Two forms relied on the old way: I found none with a `search` for `<form`, please look at the settings page once.',
  },
  {
    repository,
    slug: 'modal-escape',
    area: 'a11y',
    nature: 'feat',
    subjects: ['Close dialogs with Escape', 'Dialogs keep the focus inside'],
    asks: {
      full: 'Modal: use the <dialog> element, so that Escape closes it, focus stays inside and readers announce it. A click on the background still closes, a click inside must not.',
      short: 'Modal -> <dialog>, esc closes, click inside must not',
      chat: 'accessibility audit says our modals are not reachable by keyboard. could we use the dialog element? and clicking inside closes it too at the moment, that is a bug',
    },
    must: ['Escape calls onClose', 'a click inside does not'],
    why: 'From the accessibility audit.',
    changes: [
      {
        path: 'src/components/Modal.tsx',
        from: '  <div className="modal-back" onClick={onClose}>\n    <div className="modal">{children}</div>\n  </div>',
        to: '  <dialog\n    className="modal"\n    ref={(element) => element?.showModal()}\n    onClose={onClose}\n    onClick={(event) => event.target === event.currentTarget && onClose()}\n  >\n    {children}\n  </dialog>',
      },
    ],
    slip: {
      path: 'src/components/Modal.tsx',
      right: 'onClick={(event) => event.target === event.currentTarget && onClose()}',
      wrong: 'onClick={onClose}',
      complaint: 'click inside still closes it',
      answer: 'Only a click on the dialog itself closes it, that is the background.',
    },
    answer: 'It is a `<dialog>` now. jsdom does not know showModal, so there is no test for Escape.',
  },
  {
    repository,
    slug: 'pager-ends',
    area: 'components',
    nature: 'fix',
    subjects: ['Stop paging at both ends', 'Pager went to page 0'],
    asks: {
      full: 'Pager lets you go to page 0 and beyond the last page. Disable the button at each end.',
      short: 'Pager: disable at ends',
      chat: 'you can go to page 0, -1, -2... the table is just empty then. disable the buttons?',
    },
    why: 'Page 0 showed an empty table.',
    changes: [
      {
        path: 'src/components/Pager.tsx',
        from: '<button onClick={() => onPage(page - 1)}>',
        to: '<button type="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>',
      },
      {
        path: 'src/components/Pager.tsx',
        from: '<button onClick={() => onPage(page + 1)}>',
        to: '<button type="button" disabled={page >= pages} onClick={() => onPage(page + 1)}>',
      },
    ],
    slip: {
      path: 'src/components/Pager.tsx',
      right: 'page >= pages',
      wrong: 'page > pages',
      complaint: 'off by one, on 4 / 4 next is still active',
      answer: 'On the last page Next is off now.',
    },
    answer: 'Both buttons stop at their end.',
  },
  {
    repository,
    slug: 'copy-feedback',
    area: 'components',
    nature: 'feat',
    subjects: ['Say when something was copied', 'Copy button tells that it worked'],
    asks: {
      full: 'CopyButton gives no sign that it worked, and throws where there is no clipboard (plain http in the test shop). Say "Copied" for two seconds; without a clipboard do not show the button.',
      short: 'CopyButton: show "Copied" 2s, hide if no clipboard',
      chat: 'merchants click copy five times because nothing happens. could it say "Copied" for a moment?',
    },
    why: 'Nobody saw that it had worked.',
    changes: [
      {
        path: 'src/components/CopyButton.tsx',
        from: 'export const CopyButton = ({ text }: { text: string }) => (\n  <Button onClick={() => navigator.clipboard.writeText(text)}>Copy</Button>\n)',
        to: "export const CopyButton = ({ text }: { text: string }) => {\n  const [copied, setCopied] = useState(false)\n  if (!navigator.clipboard) return null\n  const copy = async () => {\n    await navigator.clipboard.writeText(text)\n    setCopied(true)\n    setTimeout(setCopied, 2000, false)\n  }\n  return <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy'}</Button>\n}",
      },
      {
        path: 'src/components/CopyButton.tsx',
        from: "import { Button } from './Button'",
        to: "import { useState } from 'react'\nimport { Button } from './Button'",
      },
    ],
    answer: 'It says Copied for two seconds and is not there where nothing can be copied.',
  },
  {
    repository,
    slug: 'date-range-order',
    area: 'components',
    nature: 'fix',
    subjects: ['Keep date ranges in order', 'End before start gives an empty export'],
    asks: {
      full: 'DateRange lets the end lie before the start, and the export is empty without a word. Set min and max on the inputs, and move the other end along when one passes it.',
      short: 'DateRange: end < start possible, fix',
      chat: 'someone exported from 1 march to 1 february and wrote to support that the file is empty :) can we prevent that',
    },
    why: 'The export was empty without a word.',
    changes: [
      {
        path: 'src/components/DateRange.tsx',
        from: '<input type="date" value={range.from} onChange',
        to: '<input type="date" value={range.from} max={range.to} onChange',
      },
      {
        path: 'src/components/DateRange.tsx',
        from: '<input type="date" value={range.to} onChange',
        to: '<input type="date" value={range.to} min={range.from} onChange',
      },
    ],
    answer:
      'The browser offers only ends that fit. Typed dates can still be wrong for a moment; the form refuses them.',
  },
  {
    repository,
    slug: 'focus-ring',
    area: 'styles',
    nature: 'fix',
    subjects: ['Show where the focus is', 'Bring back the focus ring'],
    asks: {
      full: 'styles.css removes the outline of buttons, so nobody sees where the focus is. Give :focus-visible a ring, and nothing on a click.',
      short: 'outline:none on buttons -> focus-visible ring',
      chat: 'audit point 4: no focus ring on buttons. I think somebody removed the outline years ago',
    },
    why: 'From the accessibility audit.',
    changes: [
      {
        path: 'src/styles.css',
        from: '  border-radius: 4px;\n  outline: none;\n}',
        to: '  border-radius: 4px;\n}\n\n.button:focus-visible {\n  outline: 2px solid #1f5fbf;\n  outline-offset: 2px;\n}',
      },
    ],
    answer: 'The ring shows for the keyboard only.',
  },
  {
    repository,
    slug: 'empty-contrast',
    area: 'styles',
    nature: 'fix',
    subjects: ['Make empty states readable', 'Grey on white was too light'],
    asks: {
      full: 'The text of empty states (#b8b8b8 on white) has a contrast of 2:1. It needs 4.5:1; take the darkest grey that still looks quiet.',
      short: 'empty state contrast too low, need 4.5',
      chat: 'can hardly read the empty states on my laptop outside. darker grey pls',
    },
    why: 'The contrast was 2:1.',
    changes: [{ path: 'src/styles.css', from: '  color: #b8b8b8;', to: '  color: #6b6b6b;' }],
    answer: '#6b6b6b on white is 5.3:1.',
  },
  {
    repository,
    slug: 'page-title',
    area: 'html',
    nature: 'fix',
    subjects: ['Name the browser tab', 'Language and title of the page'],
    asks: {
      full: 'index.html has no language and the tab is called "console". Set lang="en" and the title "Tarnwick Pay"; the pages add their own name later.',
      short: 'index.html: lang + title',
      chat: 'tab just says "console", and lighthouse wants a lang attribute',
    },
    why: 'Screen readers guessed the language.',
    changes: [
      { path: 'index.html', from: '<html>', to: '<html lang="en">' },
      { path: 'index.html', from: '<title>console</title>', to: '<title>Tarnwick Pay</title>' },
    ],
    answer: 'Both are set.',
  },
  {
    repository,
    slug: 'session-ended',
    area: 'api',
    nature: 'feat',
    subjects: ['Send people to the sign-in when their session ended', 'Handle 401'],
    asks: {
      full: 'When the session has ended every page shows its error text. get() should go to /sign-in?back=<where they were> on a 401, once, whatever number of requests fail.',
      short: '401 in get() -> /sign-in?back=',
      chat: 'leave the console open over night and in the morning every page says "could not be loaded". should just go to the login',
    },
    must: ['only once, even if five requests fail', 'back holds path and query'],
    why: 'An ended session looked like an outage.',
    changes: [
      {
        path: 'src/api/client.ts',
        from: '  if (!response.ok) throw',
        to: '  if (response.status === 401) signIn()\n  if (!response.ok) throw',
      },
      {
        path: 'src/api/client.ts',
        from: 'export const get',
        to: "let leaving = false\n\nconst signIn = () => {\n  if (leaving) return\n  leaving = true\n  location.assign('/sign-in?back=' + encodeURIComponent(location.pathname + location.search))\n}\n\nexport const get",
      },
    ],
    slip: {
      path: 'src/api/client.ts',
      right: 'encodeURIComponent(location.pathname + location.search)',
      wrong: 'location.pathname',
      complaint: 'the filters are lost, keep the query (and encode it)',
      answer: 'Path and query, encoded.',
    },
    answer: 'The first 401 leaves for the sign-in and the others do nothing.',
  },
  {
    repository,
    slug: 'react-query-5-62-16',
    area: 'deps',
    nature: 'chore',
    subjects: ['Update react-query to 5.62.16', 'bump @tanstack/react-query'],
    asks: {
      full: 'Update @tanstack/react-query to 5.62.16, it fixes the refetch on focus that we work around in two hooks. Tell me which.',
      short: 'bump react-query 5.62.16',
      chat: 'could you bump react-query? 5.62.16 has the focus fix',
    },
    why: 'It fixes refetching on focus.',
    changes: [
      { path: 'package.json', from: '"@tanstack/react-query": "5.62.8"', to: '"@tanstack/react-query": "5.62.16"' },
    ],
    answer: 'Updated. I find no workaround in the hooks of this repository, they are all plain `useQuery`.',
  },
  {
    repository,
    slug: 'testing-library-16-2',
    area: 'deps',
    nature: 'chore',
    subjects: ['Update testing-library', 'testing-library 16.2.0'],
    asks: {
      full: 'Update @testing-library/react to 16.2.0; the warning about act() in CI should be gone then.',
      short: 'testing-library 16.2.0',
      chat: 'ci log is full of act() warnings, 16.2 of testing-library should help?',
    },
    pasted: 'Warning: An update to FeeNote inside a test was not wrapped in act(...).',
    why: 'CI was full of warnings about act().',
    changes: [
      { path: 'package.json', from: '"@testing-library/react": "16.1.0"', to: '"@testing-library/react": "16.2.0"' },
    ],
    answer: 'Updated, and the warnings are gone here.',
  },
  {
    repository,
    slug: 'table-numbers',
    area: 'styles',
    nature: 'feat',
    subjects: ['Line up amounts in tables', 'tabular numbers'],
    asks: {
      full: 'Digits in tables should have one width, so that amounts line up. One line of CSS, no new class.',
      short: 'tables: tabular-nums',
      chat: 'amounts in the tables dance around, can we get digits of the same width?',
    },
    why: 'Amounts did not line up.',
    changes: [
      {
        path: 'src/styles.css',
        from: '  padding: 4px 12px;\n',
        to: '  padding: 4px 12px;\n  font-variant-numeric: tabular-nums;\n',
      },
    ],
    answer: 'One line; it holds for every table.',
  },
]
