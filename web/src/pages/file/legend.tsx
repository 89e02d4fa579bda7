import { classes } from '../../ui/classes.ts'
import { plural } from '../../ui/format.ts'
import { type Kind, kinds, type Summary } from './told.ts'

/** How the lines of each kind are marked at their side. */
export const marks: Readonly<Record<Kind, string>> = {
  session: 'border-accent',
  person: 'border-soft',
  bot: 'border-soft border-dotted',
  unknown: 'border-line',
}

const said: Readonly<Record<Kind, (summary: Summary) => string>> = {
  session: ({ lines, sessions }) =>
    `${plural(lines.session, 'line')} found in session edits, by ${plural(sessions, 'session')}`,
  person: ({ lines }) => `${plural(lines.person, 'line')} in no session edit, committed by people`,
  bot: ({ lines }) => `${plural(lines.bot, 'line')} in no session edit, committed by bots`,
  unknown: ({ lines }) => `${plural(lines.unknown, 'line')} of which it is not known`,
}

/** Whose the lines are, in figures: with the marks that stand beside them. */
export const Legend = ({ summary }: { readonly summary: Summary }) => (
  <div className="text-xs">
    <ul className="flex flex-wrap gap-x-5 gap-y-0.5">
      {kinds
        .filter((kind) => summary.lines[kind] > 0)
        .map((kind) => (
          <li key={kind} className="flex items-center gap-2">
            <span aria-hidden="true" className={classes('h-3.5 shrink-0 border-l-[3px]', marks[kind])} />
            {said[kind](summary)}
          </li>
        ))}
    </ul>
    <p className="mt-0.5 text-soft">
      An estimate on the safe side: what was found in no session edit may come from a log that is not here, from a
      command, or from an edit that somebody changed since.
    </p>
  </div>
)
