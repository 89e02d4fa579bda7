/** What the agent says, and what everybody says to it. */
export const words = {
  failsRightly: [
    'It fails for the right reason. Now the code.',
    'Red, as it should be.',
    'The test fails because there is nothing yet.',
    'Fails as expected; now the change.',
  ],
  redirections: [
    'you are reading half the repo. it is one file: {path}',
    'no need to look further, just write {path}',
    'stop, wrong branch. ok switched, go on',
    'enough reading, {path} please',
    'wait, let me pull first. ok now',
  ],
  asksForAll: [
    'run lint and types too',
    'does the whole suite still pass?',
    'and the other tests?',
    'Run everything once, please.',
    'lint?',
    'all green?',
  ],
  allPass: ['All green.', 'Everything passes, lint has nothing to say.', 'The whole suite passes.', 'Yes, all of it.'],
  leftBehind: [
    'All right. Nothing is committed; the files are in the work tree.',
    'Fine, I leave the branch as it is.',
    'OK.',
  ],
  opened: [
    'Opened #{pr}.',
    'It is #{pr}.',
    'Pull request #{pr} is open.',
    'Committed, pushed, opened as #{pr}.',
    '#{pr}',
    'Done: #{pr}.',
  ],
  afterthoughts: ['and keep the comment as it is', 'no other changes in that file', 'then run the tests again'],
} as const
