const shapes = {
  '/': 'M4 5h12M4 9h12M4 13h7M4 17h7M14 13h3v4h-3z',
  '/agents': 'M4 17V9M8 17V4M12 17v-6M16 17V7',
  '/sessions': 'M4 5h12v8H9l-4 3v-3H4z',
  '/repositories':
    'M6 4v9M6 16a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3M14 8a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3M14 8c0 4-8 2-8 5',
  '/settings': 'M4 6h8M15 6h1M4 14h1M8 14h8M13.500 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4M6.500 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  find: 'M9 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10M13 13l4 4',
} as const

/** A small drawing beside a word that says the same. */
export const Icon = ({ name }: { readonly name: keyof typeof shapes }) => (
  <svg
    width="20"
    height="20"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    aria-hidden="true"
  >
    <path d={shapes[name]} strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
