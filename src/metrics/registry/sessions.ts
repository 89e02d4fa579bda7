import type { MetricGroup } from './metric.ts'

export const sessions: MetricGroup = {
  title: 'Sessions',
  metrics: [
    {
      id: 'sessions',
      name: 'sessions',
      question: 'How many conversations with agents were there?',
      definition:
        'Conversations with an agent, one per log, in which somebody asked something or the agent used a tool. Subagents belong to the session that started them and are not counted apart. A session is in a period when any part of it is.',
      unit: 'sessions',
      caveats: [
        'A session that runs over midnight counts on both days, so days do not add up to weeks.',
        'A resumed or forked session has a log of its own and counts again; the events that it repeats do not.',
        'Claude Code deletes logs after 30 days: what was never read is missing.',
      ],
      source: 'Records `session`, `turn`, `toolCall`.',
    },
    {
      id: 'sessions-active',
      name: 'active sessions',
      question: 'In how many sessions was something done?',
      definition:
        'Sessions in which, within the day, period, repository or other group in question, somebody asked something or the agent or a subagent of it used a tool. Each counts once in a group, however often it was taken up again.',
      unit: 'sessions',
      caveats: [
        'A session that was worked on in two days counts on both, so groups do not add up to the whole.',
        'A list of sessions also has those that merely lay open through a period.',
      ],
      source: 'Records `session`, `turn`, `toolCall`.',
    },
    {
      id: 'prompts',
      name: 'prompts',
      question: 'How often did people ask an agent for something?',
      definition:
        'Prompts that a human gave: typed, queued while the agent worked, steered into a running task, slash commands, shell lines, accepted plans. What an agent asks its subagents and what the program reports by itself (a background task ended) are none. A turn is one prompt and all that the agent does until the next.',
      unit: 'prompts',
      caveats: [
        'More prompts are neither good nor bad: they mean short steps, many corrections or much work.',
        'A prompt in several logs counts once, in the session that has it first.',
      ],
      source: 'Record `turn` with `human`.',
    },
    {
      id: 'active-time-agents',
      name: 'active time of agents',
      question: 'How long were agents at work?',
      definition:
        'From a prompt to the last event that followed it before the next prompt (answer, tool call, tool result), added up over the prompts of a session and over all sessions. Sessions and subagents that ran side by side are added up, so an hour can hold more than one hour of it. The time between two events counts on the day of the second.',
      unit: 'hours and minutes',
      caveats: [
        'Time in which the agent waited for a permission or an answer is part of it where the log shows no gap.',
        'It says nothing about how long a human worked.',
      ],
      source: 'Records `turn`, `message`, `toolCall`, `toolResult`.',
    },
    {
      id: 'session-repository',
      name: 'repository of a session',
      question: 'Which repository was a session about?',
      definition:
        'The repository of its working directory where that is known; else that of the remote in its log; else the one that has the commits which git printed in it; else the one that has the repository-relative paths which it edited; else that of other sessions started in the same directory; else unknown. Clones and worktrees of one history are one repository. A subagent belongs where its session does.',
      unit: 'repository, with the method that found it',
      caveats: ['A session that worked in several repositories belongs to one: that of its start.'],
      source: 'Records `session`, `checkout`, `repository`, `printedCommit`, `commit`, `edit`, `fileChange`.',
    },
  ],
}
