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

/**
 * A git remote's URL as `host/path`, without user, port, protocol and `.git`, in lower case: what
 * `git@github.com:owner/name.git` and `https://github.com/owner/name` have in common.
 */
export const normaliseRemote = (url: string): string =>
  url
    .trim()
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]+@/, '')
    .replace(/^([^/:]+):(?:\d+\/)?/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase()
