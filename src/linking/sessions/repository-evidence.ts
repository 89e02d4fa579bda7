/** The repository of the innermost checkout that holds a directory. */
export const byCheckout = (
  cwd: string,
  checkouts: readonly { path: string; repository: string }[],
): string | undefined => {
  let best: { path: string; repository: string } | undefined
  for (const checkout of checkouts) {
    const inside = cwd === checkout.path || cwd.startsWith(`${checkout.path}/`) || cwd.startsWith(`${checkout.path}\\`)
    if (inside && (!best || checkout.path.length > best.path.length)) best = checkout
  }
  return best?.repository
}
