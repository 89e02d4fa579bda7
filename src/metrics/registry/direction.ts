import type { MetricGroup } from './metric.ts'

export const direction: MetricGroup = {
  title: 'What agents did, and how people stepped in',
  metrics: [
    {
      id: 'tool-calls',
      name: 'tool calls',
      question: 'How much did agents do by themselves?',
      definition:
        'Calls of tools by agents and their subagents: reading, searching, editing, running, browsing, delegating. A call in several logs counts once.',
      unit: 'calls',
      caveats: ['Agents cut work differently: one shell call may do what another agent does in ten.'],
      source: 'Record `toolCall`.',
    },
    {
      id: 'tool-actions',
      name: 'tool calls by action',
      question: 'What did agents spend their tool calls on?',
      definition:
        'Tool calls by what the tool does: read, search, edit, run (shell commands), web, delegate (to subagents), plan (plans and lists of tasks), ask (a question to the person), skill, other. Every tool has one action, whatever it was used for. Failures and edited lines stand with the action of their call; what belongs to no call (prompts, interruptions, compactions, active time) stands under none.',
      unit: 'calls',
      caveats: [
        'A shell command counts as run, also where it reads, searches or edits files.',
        'Agents cut work differently: compare shares within one agent rather than between two.',
      ],
      source: 'Records `toolCall`, `toolResult`, `edit`.',
    },
    {
      id: 'tool-errors',
      name: 'failed tool calls',
      question: 'How often did a tool fail?',
      definition: 'Tool calls whose result is an error. A refused or interrupted call is none.',
      unit: 'calls',
      caveats: ['A test that fails is an error of the command, and often just what was wanted.'],
      source: 'Record `toolResult` with status `error`.',
    },
    {
      id: 'checks',
      name: 'checks',
      question: 'What was made sure of, and did it hold?',
      definition:
        'Tests, builds, type checks and lint that ran in a session: told from the commands of the agent (programs of the usual ecosystems, scripts and tasks by their names), from hooks of the agent and of git, and from asking how continuous integration went. Passed or failed by the exit code where it is that of the check, else by what the output says (its summary lines); a program that is silent when all is well has passed where it said nothing. Else unclear. What was refused, was not found or comes after a failure did not run.',
      unit: 'checks',
      caveats: [
        'A task is taken at its name: `npm test` may test nothing.',
        'An output that was cut or filtered may hide a failure; then the check is unclear, not passed.',
        'A hook of git that prints nothing is not seen.',
      ],
      source: 'Records `toolCall`, `toolResult`, `sessionEvent` of type `hook-result`.',
    },
    {
      id: 'proof',
      name: 'checks after the last edit',
      question: 'What shows that it works?',
      definition:
        'Of each kind of check, and of who ran it, the last one that was started after the last edit of code of a session and its subagents. Files of prose (Markdown, text) are no code. None: nothing on record.',
      unit: 'checks',
      caveats: [
        'Nothing on record is not "untested": a person may have tried it, or continuous integration run it later.',
      ],
      source: 'As of checks; record `edit`.',
    },
    {
      id: 'autonomy',
      name: 'tool calls per prompt',
      question: 'How far does an agent go on one prompt?',
      definition:
        'Tool calls divided by prompts of humans, over the sessions in question, subagents included. Without a prompt: none.',
      unit: 'calls per prompt',
      caveats: ['High may mean trust, or work that nobody looked at.'],
      source: 'Records `toolCall`, `turn`.',
    },
    {
      id: 'interruptions',
      name: 'interruptions',
      question: 'How often did a person stop an agent?',
      definition: 'Times that a human stopped the agent, while it wrote or while a tool ran.',
      unit: 'interruptions',
      caveats: [
        'No fault of anyone: people experienced with agents interrupt about 9 % of turns, newcomers 5 %.',
        'Refusing one tool call is a rejection, not an interruption.',
      ],
      source: 'Record `sessionEvent` of type `interruption`.',
    },
    {
      id: 'rejections',
      name: 'rejections',
      question: 'How often did a person refuse what an agent wanted to do?',
      definition:
        'Tool calls that a human refused when asked for permission, with or without a hint. A refused plan that a fresh session starts from seconds later was accepted.',
      unit: 'rejections',
      caveats: ['Where the permission mode asks nothing, nothing can be refused.'],
      source: 'Record `sessionEvent` of type `rejection`.',
    },
    {
      id: 'compactions',
      name: 'compactions',
      question: 'How often did a session outgrow its context?',
      definition: 'Times that the conversation was replaced by a summary of itself, by hand or automatically.',
      unit: 'compactions',
      caveats: ['Smaller ones, in which only old tool results are dropped, count as well.'],
      source: 'Record `sessionEvent` of type `compaction`.',
    },
    {
      id: 'session-lines',
      name: 'lines edited in sessions',
      question: 'How much did agents change in files?',
      definition:
        'Lines added, and lines removed, by edits of agents: editing tools, and shell commands that show what they write. Each edit counts, also when a later one undoes it.',
      unit: 'lines added, lines removed',
      caveats: [
        'It is not what became of it: many lines are written again and few may land.',
        'Files changed by programs that an agent ran are not seen.',
      ],
      source: 'Record `edit`.',
    },
  ],
}
