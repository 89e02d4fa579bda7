import { describe, expect, it } from 'vitest'
import { filesOfPatch } from './patch-text.ts'
import { filesOfScript } from './shell-writes.ts'

describe('a patch', () => {
  it('has several hunks to a file, whose numbers it does not know', () => {
    const patch =
      '*** Begin Patch\r\n*** Update File: a.ts\r\n@@ class A\r\n one\r\n-two\r\n+2\r\n@@\r\n\r\n+four\r\n*** End of File\r\n*** End Patch'
    expect(filesOfPatch(patch)).toEqual([
      {
        path: 'a.ts',
        movedTo: undefined,
        operation: 'update',
        patch: '@@ -0,2 +0,2 @@ class A\n one\n-two\n+2\n@@ -0,1 +0,2 @@\n \n+four',
        added: ['2', 'four'],
        removed: ['two'],
      },
    ])
  })

  it('that breaks off gives what it has, and a text without one nothing', () => {
    expect(filesOfPatch('*** Begin Patch\n*** Add File: a\n+one')).toMatchObject([
      { operation: 'create', added: ['one'] },
    ])
    expect(filesOfPatch('*** Update File: a\n+one')).toEqual([])
  })
})

describe('a shell command', () => {
  it('writes the documents in it', () => {
    const script =
      "mkdir -p a\ncat > a/b.txt <<'EOF'\none\n$two\nEOF\ncat <<EOF >> 'c d.txt'\nthree\nEOF\ntee -a e.txt <<X >/dev/null\nfour\nX\n"
    expect(filesOfScript(script).map(({ path, operation, added }) => [path, operation, added])).toEqual([
      ['a/b.txt', 'create', ['one', '$two']],
      ['c d.txt', 'update', ['three']],
      ['e.txt', 'update', ['four']],
    ])
  })

  it('that replaces parts of a document, or gives it to a program, writes nothing that is known', () => {
    expect(filesOfScript('cat > a <<EOF\n$HOME\nEOF')).toEqual([])
    expect(filesOfScript('python3 - <<EOF\nprint(1)\nEOF')).toEqual([])
    expect(filesOfScript('cat > a <<EOF\nnever ends')).toEqual([])
  })
})
