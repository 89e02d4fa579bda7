import type { MetricGroup } from './metric.ts'

export const attribution: MetricGroup = {
  title: 'From session to production',
  metrics: [
    {
      id: 'attribution',
      name: 'lines found in session edits',
      question: 'Which lines of a commit were written in a session?',
      definition:
        'An added line of a commit has the origin of the latest session edit before it that wrote that line to that file in that repository, if any. Lines are compared trimmed, with white space folded; lines under 4 characters other than space, lock files and generated files do not count either way; an edited line is used up once. A line that the commit takes out of the file and puts back was moved or indented, not written: it counts only for a session that moved it, too. Of a commit that was amended or rebased, edits between its authoring and its committing count for sessions that have a part in it already. Renames are followed; the work tree of a session may be gone, its paths are then found by their endings.',
      unit: 'lines, and their share of the counted lines',
      caveats: [
        'It is an estimate on the safe side. A line that a person changed by a character is not found; one that a person typed just as a session had is.',
        'A log that is not on this machine, or that lost a part, finds nothing. Absence is no evidence that a human wrote a line.',
        'What a command wrote without showing it (a formatter, a generator, sed) is not found.',
        'It says where lines were seen before, not who thought of them.',
      ],
      source:
        'Records `edit`, `fileChange`, `commit`. Found lines of the repositories that `bench/results/eval-links.json` names were compared with what their teams recorded at the time.',
    },
    {
      id: 'link-confidence',
      name: 'confidence of a link',
      question: 'How sure is it that a session stands behind a commit?',
      definition:
        "By the share of the counted lines of the commit found in the edits of the session, each line weighted by 1 / number of distinct changes that add it (8 at most; commits with one patch id are one change): 0.3 or more likely, 0.1 or more contributed. Of a commit that adds no line that counts, the lines that it removes are compared instead. certain: git printed the commit id in the session (`[branch id] subject`), a note of the Git AI standard says which of its lines the session wrote, or a checkpoint that a trailer of the commit names has the session and a tenth of the weighted lines are found in its edits; all that also of a commit with the same patch id. A checkpoint names every session that was open, a pull request that a session named (`pr-link`) has the work of others in it: with a line found, but less than a tenth, such a session has contributed. undecided: a checkpoint or a pull request names the session, none of the lines is found in its edits, and a tenth of them or more is found in nobody's (or none counts): it may have had commands write them, its log may end before the commit, or it has no part in it. That an agent is a co-author (`trailer`) is told beside what links a session of that agent; it names none and makes none surer.",
      unit: 'certain, likely, contributed or undecided',
      caveats: [
        'certain is that the session made or named the commit, not that it wrote each line of it: the shares tell that.',
        'Several sessions can be behind one commit.',
        'The lines of commits older than the month of the first session edit in a repository are not looked at: only what names a session links them.',
        'Notes and checkpoints are read from what is in the clone: fetch `refs/notes/ai` and `entire/checkpoints/v1`.',
      ],
      source:
        'Records `printedCommit`, `authorshipNote`, `checkpoint`, `sessionEvent`, `pullRequest`, `edit`, `fileChange`, `commit`. Weights: `line_change`.',
    },
    {
      id: 'edit-fate',
      name: 'what became of an edit',
      question: 'Which lines of an edit were committed, landed, and are still there?',
      definition:
        "Each added line of an edit that counts, once: there (on the default branch), gone (was there), committed (in a commit, but never on the default branch), rewritten (a later edit of the same session took it out, and no commit has it), open (in no commit, and the session ended less than 30 days before the newest commit on record), not found (in no commit). A line that an edit takes out and puts back is moved or indented: it stays the earlier edit's, or does not count; nor does one that no commit has and that the session had taken out of the file before: it was put back. Lines of edit and commit are matched as in lines found in session edits; the same change under another id (squash, rebase, cherry-pick) carries the same line, which has landed as soon as one of them brought it to the default branch.",
      unit: 'lines',
      caveats: [
        'What commands took out (git checkout, sed, a formatter) is not seen: such lines seem to stand and are in no commit.',
        'A line that a formatter or a person changed before it was committed is in no commit.',
        'Files outside of the repository, as for notes and scratch, are left out.',
      ],
      source: 'Records `edit`, `fileChange`, `commit`, `ref`.',
    },
    {
      id: 'landed-share',
      name: 'landed share of a session',
      question: 'How much of what a session left behind reached the default branch?',
      definition:
        'Of the lines standing at its end, those that came to the default branch. Standing is what none of its later edits took out again; subagents belong to their session. Not known yet while one of its commits is still to be followed.',
      unit: 'share from 0 to 1',
      caveats: [
        'A lower bound, as lines found in session edits are.',
        'Trying something out and throwing it away is work, too: a low share is no bad mark.',
        'It compares only where histories are equally complete: branches that nobody fetched have landed nowhere.',
      ],
      source: 'As what became of an edit.',
    },
    {
      id: 'session-survival',
      name: 'survival of a session at 7, 30 and 90 days',
      question: 'How much of what a session landed was still there some time later?',
      definition:
        'Of its lines that landed so many days before the newest commit on record, or earlier, those that were on the default branch so many days after they landed, unchanged but for white space. Younger lines are not counted either way: not yet known, never zero.',
      unit: 'share from 0 to 1',
      caveats: [
        'A line that was changed and one that was removed are both gone; neither says that it was bad.',
        'Lines that the session itself changed after they landed are gone, too.',
      ],
      source: 'As what became of an edit, and survival at 7, 30 and 90 days.',
    },
    {
      id: 'agent-share',
      name: 'share of lines found in session edits',
      question: 'How much of a commit, a pull request or a week was seen in session edits?',
      definition: 'Lines found in session edits / counted lines, both as above, each line weighing the same.',
      unit: 'share from 0 to 1',
      caveats: [
        'A lower bound: see above for what is not found.',
        'Two shares compare only where logs are equally complete.',
        'It is no measure of worth, and none of a person.',
      ],
      source: 'As lines found in session edits.',
    },
  ],
}
