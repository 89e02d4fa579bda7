import { expect, it } from 'vitest'
import { normaliseRemote } from './remote-url.ts'

it.each([
  ['https://github.com/owner/name.git', 'github.com/owner/name'],
  ['https://user:secret@GitHub.com/Owner/Name', 'github.com/Owner/Name'],
  ['https://token@github.com:8443/owner/name/', 'github.com/owner/name'],
  ['git@github.com:owner/name.git', 'github.com/owner/name'],
  ['github.com:owner/name', 'github.com/owner/name'],
  ['ssh://git@host.example:2222/group/sub/name.git', 'host.example/group/sub/name'],
  ['git://host.example//owner/name.git/', 'host.example/owner/name'],
  ['ssh://git@[::1]/owner/name', '[::1]/owner/name'],
  ['/srv/git/name.git', undefined],
  ['../name', undefined],
  ['file:///srv/git/name.git', undefined],
  ['C:\\code\\name', undefined],
  ['C:/code/name', undefined],
  ['ext::sh -c "touch x"', undefined],
  ['', undefined],
])('%s', (url, normal) => {
  expect(normaliseRemote(url)).toBe(normal)
})
