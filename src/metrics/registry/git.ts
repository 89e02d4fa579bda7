import type { MetricGroup } from './metric.ts'

export const git: MetricGroup = {
  title: 'Commits and pull requests',
  metrics: [
    {
      id: 'commits',
      name: 'commits',
      question: 'What was committed?',
      definition:
        'Commits that a branch or tag reaches, by the time of committing, each once per repository however many clones have it. Commits by bots are told apart.',
      unit: 'commits',
      caveats: [
        'A rebase or a squash makes new commits: the old ones count only as long as a branch reaches them.',
        'Habits decide how many there are; it is no measure of work.',
      ],
      source: 'Record `commit`.',
    },
    {
      id: 'commit-lines',
      name: 'lines added and removed',
      question: 'How much code changed?',
      definition:
        "Lines added, and lines removed, by commits against their first parent, as git counts them. A merge's own lines do not count, as its parents' commits have them.",
      unit: 'lines added, lines removed',
      caveats: [
        'Generated files and lock files are in it and can be most of it.',
        'A changed line is one removed and one added.',
        'A removed line is often the better work.',
      ],
      source: 'Records `commit`, `fileChange`.',
    },
    {
      id: 'pull-requests-inferred',
      name: 'pull requests (inferred)',
      question: 'Which pull requests were merged?',
      definition:
        'Pull requests that a commit on record shows: a merge commit that names one in the words of its forge (`Merge pull request #12 from`, `See merge request !12`), or a squashed commit that carries its number (`(#12)`, `Merged PR 12:`). Each counts once, at the time of that commit.',
      unit: 'pull requests',
      caveats: [
        'Open, closed and rebased ones are not seen: nothing was asked of a forge.',
        'Some projects write the number of an issue where others write that of the pull request.',
      ],
      source: 'Record `pullRequest` with `inferred`.',
    },
    {
      id: 'coincidence',
      name: 'coincidence',
      question: 'Which commits were made while a session was going on?',
      definition:
        "A session and a commit of the same repository, where the commit was made between the session's first and last event. It is shown only as what it is: at the same time, in the same place.",
      unit: 'pairs of session and commit',
      caveats: [
        'It is no evidence that the session made the commit. That takes the commit id which git printed in the session, a trailer, or the lines themselves.',
        'Where several sessions run side by side, a commit coincides with all of them.',
      ],
      source: 'Records `session`, `commit`.',
    },
  ],
}
