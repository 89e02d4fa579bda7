import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseMailmap } from './mailmap.ts'
import { readAll } from './testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

const mailmap = [
  '# comment <a@x> <b@x>',
  'Ada Lovelace <ADA@example.org>',
  '<ben@example.org> <ben@old.example.org>',
  'Cleo <cleo@example.org> <cleo@old.example.org>  # gone',
  'Dan D <dan@example.org> danny <root@localhost>',
  '<lonely@example.org>',
  'nothing',
  '',
].join('\n')

describe('parseMailmap', () => {
  it('gives what git makes of it', () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.write('.mailmap', mailmap)
    const lines = parseMailmap(mailmap)
    expect(lines).toEqual([
      { email: 'ada@example.org', name: '', canonicalName: 'Ada Lovelace' },
      { email: 'ben@old.example.org', name: '', canonicalEmail: 'ben@example.org' },
      { email: 'cleo@old.example.org', name: '', canonicalName: 'Cleo', canonicalEmail: 'cleo@example.org' },
      { email: 'root@localhost', name: 'danny', canonicalName: 'Dan D', canonicalEmail: 'dan@example.org' },
    ])
    for (const line of lines) {
      const name = line.name === '' ? 'Whoever' : line.name
      const ours = `${line.canonicalName ?? name} <${line.canonicalEmail ?? line.email}>`
      expect(ours).toBe(repository.git('check-mailmap', `${name} <${line.email}>`).trim())
    }
  })

  it('is read from the default branch and from the work tree, which holds', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(join(folder.path, 'work'))
    repository.write('.mailmap', 'Ada <a@x.org>\nBen <b@x.org>\n').commit('Mailmap')
    repository.write('.mailmap', 'Ada L <a@x.org>\n')
    const entries = (await readAll(repository.path)).of('mailmapEntry')
    expect(entries.map(({ email, canonicalName }) => [email, canonicalName])).toEqual([
      ['a@x.org', 'Ada L'],
      ['b@x.org', 'Ben'],
    ])
  })
})
