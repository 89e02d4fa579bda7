import { MaestroError } from '../../model/errors.ts'
import type { OptionValues } from './command.ts'

/**
 * Makes sure that somebody wants what cannot be undone: `--yes`, or a yes on the terminal. Throws
 * `MaestroError('interrupted')` for a no, `MaestroError('usage')` where nobody can be asked.
 */
export const confirm = async (options: OptionValues, what: string): Promise<void> => {
  if (options.yes === true) return
  if (!process.stdin.isTTY || !process.stderr.isTTY || options.json === true)
    throw new MaestroError('usage', what, 'Add --yes if that is what you want.')
  const prompts = await import('@clack/prompts')
  const message = `${what} Go on?`
  const answer = await prompts.confirm({ message, initialValue: false, output: process.stderr })
  if (answer !== true)
    throw new MaestroError('interrupted', 'Nothing was changed.', 'Run it again and say yes, or add --yes.')
}
