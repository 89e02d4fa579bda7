/** Words that answer, greet or nod: a prompt of nothing else says nothing of what a session is for. */
const nods =
  `a ahead again agree agreed all also and approved aye both bye claude codex continue correct discuss do done exactly fine ` +
  `go good goodbye great hello hey hi it k keep lets lgtm me n next no nope now of ok okay on perfect pls please proceed ` +
  `ready resume retry right s so sounds start stop sure t tell ` +
  `thank thanks that that's the them there these this those thx to too try try wait with y yeah yep yes you yup ` +
  `ja nein weiter danke bitte mach das genau oui non merci vas continuez sim não si sí gracias continúa dale da nu`

/** Words about the git around the work, not the work: worth a line only where nothing else is said. */
const chores = `add branch changes code commit committed create draft everything files main master merge open origin pr push`

/** Commands of the agent programs themselves. What comes after them is for the program too. */
const programCommands =
  `add-dir agents approvals bashes bug clear color compact config context copy cost diff doctor effort exit export fast ` +
  `feedback help hooks ide init keybindings login logout mcp memory mention migrate-installer model new output-style ` +
  `permissions personality plugin plugins privacy-settings ps quit reload-plugins remote-control rename resume rewind ` +
  `sandbox skills stats status statusline stickers tasks terminal-setup theme todos update upgrade usage vim`

const anyOf = (...lists: readonly string[]): string =>
  lists
    .flatMap((list) => list.split(' '))
    .map((word) => word.replaceAll('-', '\\-'))
    .join('|')

const apart = `[\\s\\d[:punct:]’]`

/** Patterns that PostgreSQL and JavaScript read alike. */
export const goalPatterns = {
  nod: `^${apart}*(?:(?:${anyOf(nods)})(?:${apart}+|$))*$`,
  chore: `^${apart}*(?:(?:${anyOf(nods, chores)})(?:${apart}+|$))*$`,
  programCommand: `^/(?:${anyOf(programCommands)})(?:\\s|$)`,
  /** Whether the agent is there and able, as people ask before they say what they want. */
  ability: `^\\W*(?:do you (?:have|know|see)|can you (?:see|access|hear)|are you (?:there|able|ready))\\y[^.!?\\n]*[?.!]*\\s*$`,
} as const
