/**
 * What a command makes sure of. `check`: something that makes sure, by its name, without saying of what (`npm run check`,
 * `make verify`, the checks of a pull request).
 */
export const checkKinds = ['test', 'build', 'typecheck', 'lint', 'check'] as const

export type CheckKind = (typeof checkKinds)[number]

/** Who ran it: the agent, a hook of git or of the agent, or continuous integration, whose result was asked for. */
export type CheckBy = 'agent' | 'hook' | 'ci'

/** `unclear`: neither the output nor the exit code says. */
export type CheckResult = 'passed' | 'failed' | 'unclear'

/** A check that a command runs. */
export interface Check {
  readonly kind: CheckKind
  /** The program: `vitest`, `npm`, `go`. */
  readonly program: string
  readonly by: CheckBy
}
