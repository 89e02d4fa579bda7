import type { Errand } from '../errand.ts'

const repository = 'console' as const

/** Functions without a face. */
export const libraryErrands: readonly Errand[] = [
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
]
