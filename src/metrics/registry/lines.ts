import type { MetricGroup } from './metric.ts'

export const lines: MetricGroup = {
  title: 'Where lines come from and how long they last',
  metrics: [
    {
      id: 'line-origin',
      name: 'origin of a line',
      question: 'Where does a line of a file come from?',
      definition:
        'The commit that added it, followed through changes of other lines, renames and merges, as `git blame -w` follows it: lines that a commit removes and adds again in the same order, but for white space, keep their origin. What several parents of a merge have comes from the first of them; what none has, from the merge.',
      unit: 'lines',
      caveats: [
        'A line that was moved to another file or copied is new there.',
        'Lines under four characters other than space count as the same only next to others that are, and lines that differ by more than the amount of white space are others, where `git blame -w` ignores all of it.',
        'Binary files, submodules, files over 200,000 changed lines or 20 MB of patch, and what a shallow or damaged clone lacks have no known origin.',
      ],
      source: 'Records `commit`, `fileChange`, `merge`.',
    },
    {
      id: 'landed-lines',
      name: 'landed lines',
      question: 'Which lines came to the default branch?',
      definition:
        'Lines that a commit of the default branch, going by first parents, has and the one before it has not. A line lands once, at the time of that commit, however often it leaves and comes back with a merge, and lives until no file of the default branch has it.',
      unit: 'lines',
      caveats: [
        'A squash or a rebase makes new lines of new commits: those are the ones that land.',
        'Moving a block within a file by other than white space, or to another file, ends its lines and lands new ones.',
        'Where the default branch is rewritten, its lines are told anew, as if it had always been so.',
        'Lock files and generated files are in it.',
      ],
      source: 'Records `commit`, `fileChange`, `merge`, `ref`.',
    },
    {
      id: 'survival',
      name: 'survival at 7, 30 and 90 days',
      question: 'How many of the lines that landed were still there some time later?',
      definition:
        'Landed lines that were on the default branch so many days after they landed, unchanged but for white space, of all landed lines of which that can be known: those that landed so many days before the newest commit on record, or before the instant as of which it is asked. Younger lines are not counted either way: not yet known, never zero.',
      unit: 'share of lines',
      caveats: [
        'A line that was changed and one that was removed are both gone; neither says that it was bad.',
        'A clone that is not fetched does not know what became of its lines; nor does one that nobody commits to any more.',
        'Times are those of commits, as their committers say.',
      ],
      source: 'Records `commit`, `fileChange`, `merge`, `ref`.',
    },
  ],
}
