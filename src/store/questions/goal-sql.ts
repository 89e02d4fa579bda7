/** Words that answer, greet or nod: a prompt of nothing else says nothing of what a session is for. */
const nods =
  `a again agree agreed ahead all also and approved both bye claude codex continue correct discuss do done exactly fine ` +
  `go good goodbye great hello hey hi it k keep let lets lgtm me n next no nope now of ok okay on perfect please pls ` +
  `proceed ready resume retry right s so sounds start stop sure thank thanks that the them there these this those thx to ` +
  `too try wait with y yeah yep yes you yup ` +
  `ja nein weiter danke bitte oui non merci continuez sí gracias continúa sim obrigado да нет спасибо 好 好的 是 是的 继续 谢谢 はい 続けて`

/** Words about the git around the work, not the work: worth a line only where nothing else is said. */
const chores = `add branch changes code commit committed create draft everything files main master merge open origin pr push`

/** Commands of the agent programs themselves; words after them are for the program too. */
const programCommands =
  `add-dir agents approvals bashes bug clear color compact config context copy cost diff doctor effort exit export fast ` +
  `feedback help hooks ide init keybindings login logout mcp memory mention model new output-style permissions ` +
  `personality plugin plugins privacy-settings ps quit release-notes reload-plugins remote-control rename resume rewind sandbox skills ` +
  `stats status statusline stickers tasks terminal-setup theme todos update upgrade usage vim`

const either = (...lists: readonly string[]): string => lists.join(' ').replaceAll(' ', '|')

const picture = `\\[(?:image|pasted text) #?\\d+[^]]*\\]`
const onlyOf = (words: string): string => `^(?:(?:${words}|${picture}|\\d+)?(?:[\\s[:punct:]’]+|$))*$`

const onlyNods = onlyOf(either(nods))
const onlyChores = onlyOf(either(nods, chores))
const programCommand = `^/(?:${either(programCommands)})(?:\\s|$)`
const asksForAbility = `^(?:do you (?:have|know|see)|can you (?:see|access|hear)|are you (?:there|able|ready))\\y[^.!?]*[?.!]*\\s*$`

const literal = (pattern: string): string => `'${pattern.replaceAll("'", "''")}'`

/** Longer prompts say something, whatever they are made of; patterns need not be tried on them. */
const shortPrompt = 200

/**
 * SQL that ranks a turn by how much it says of what its session is for: 3 where it says something, 2 for a bare command
 * of the user's own (`/review`), 1 for chores of git, 0 for what says nothing (a nod, a greeting, `/clear`).
 */
export const goalRankSql = `case
    when origin = 'shell' then 0
    when origin = 'command' then case
      when text ~* ${literal(programCommand)} then 0
      when text ~ '\\s' then 3
      else 2 end
    when length(text) > ${shortPrompt} then 3
    when text ~* ${literal(onlyNods)} or text ~* ${literal(asksForAbility)} then 0
    when text ~* ${literal(onlyChores)} then 1
    else 3 end`
