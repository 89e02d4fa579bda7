import { describe, expect, test } from 'vitest'
import { printedCommits } from './printed-commits.ts'
import { shellEdits } from './shell-edits.ts'

describe('files that a command shows itself writing', () => {
  test.each<[string, string, [string, string, string[]][]]>([
    ['cat into a file', "cat > a.txt <<'EOF'\none\ntwo\nEOF", [['/w/a.txt', 'create', ['one', 'two']]]],
    ['the file last', 'cat <<EOF >> /abs/b.txt\none\nEOF\n', [['/abs/b.txt', 'update', ['one']]]],
    ['tee', "sudo tee -a 'c d.txt' <<EOF > /dev/null\none\nEOF", [['/w/c d.txt', 'update', ['one']]]],
    ['tee through a pipe', 'cat <<EOF | tee c.txt\none\nEOF', [['/w/c.txt', 'create', ['one']]]],
    ['tabs left out', 'cat > d <<-END\n\tone\n\tEND', [['/w/d', 'create', ['one']]]],
    ['after changing the folder', 'cd web && cat > e <<X\n1\nX', [['/w/web/e', 'create', ['1']]]],
    [
      'two files',
      'cat > f <<X\n1\nX\ncat > g <<Y\n2\nY',
      [
        ['/w/f', 'create', ['1']],
        ['/w/g', 'create', ['2']],
      ],
    ],
    ['a message for git', 'git commit -m "$(cat <<EOF\nx > y\nEOF\n)"', []],
    ['input of another program', 'python3 - <<EOF\nopen("x")\nEOF', []],
    ['a here-string', 'cat <<< word', []],
    ['no end', 'cat > h <<EOF\none', []],
  ])('%s', (_what, command, expected) => {
    const edits = shellEdits(command, '/w').map(({ path, operation, patch }) => [path, operation, patch.addedLines])
    expect(edits).toEqual(expected)
  })
})

describe('commits that git names', () => {
  test.each([
    ['[main 1a2b3c4] Add tax', 'main', '1a2b3c4', 'Add tax'],
    ['[main (root-commit) 1a2b3c4d5e] Begin', 'main', '1a2b3c4d5e', 'Begin'],
    ['[detached HEAD 1a2b3c4] Fix [x] it', 'detached HEAD', '1a2b3c4', 'Fix [x] it'],
    ['[ana/shop-12 1a2b3c4] x\r', 'ana/shop-12', '1a2b3c4', 'x'],
  ])('%s', (line, branch, sha, subject) => {
    expect(printedCommits('git commit -m x', `hook\n${line}\n 1 file changed`)).toEqual([{ branch, sha, subject }])
  })

  test('are not what another program prints like them', () => {
    expect(printedCommits('cat log', '[worker 1a2b3c4] started')).toEqual([])
    expect(printedCommits('git commit', '[main] 1a2b3c4 x\n  [main 1a2b3c4] quoted')).toEqual([])
  })

  test('count without the word when git lists the files after it', () => {
    expect(printedCommits('./release.sh', '[main 1a2b3c4] Release\n 2 files changed')).toHaveLength(1)
  })
})
