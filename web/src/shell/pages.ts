/** The pages of the navigation: each has a key that is pressed after `g`. */
export const pages = [
  { to: '/', key: 'w', title: 'This week' },
  { to: '/agents', key: 'a', title: 'Agents' },
  { to: '/sessions', key: 's', title: 'Sessions' },
  { to: '/repositories', key: 'r', title: 'Repositories' },
  { to: '/settings', key: 't', title: 'Settings' },
] as const
