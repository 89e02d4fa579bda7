import type { Errand } from '../errand.ts'

const repository = 'console' as const

/** Dependencies. */
export const upkeepErrands: readonly Errand[] = [
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
]
