import { visibleLine } from './visible.ts'

/** A line of text out of a log, a repository or a file name: what would hide or turn around is shown. */
export const Say = ({ text }: { readonly text: string }) => <span className="wrap-anywhere">{visibleLine(text)}</span>
