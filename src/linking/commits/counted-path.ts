/**
 * Files whose lines nobody writes: lock files of package managers, and what programs generate. Told by their paths alone.
 * Source of the lists: `generated.rb` of github-linguist, and the file names that package managers document.
 */
const lockFiles = new Set([
  'bun.lock',
  'bun.lockb',
  'cargo.lock',
  'cartfile.resolved',
  'composer.lock',
  'deno.lock',
  'flake.lock',
  'gemfile.lock',
  'go.sum',
  'go.work.sum',
  'gopkg.lock',
  'mix.lock',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'package.resolved',
  'packages.lock.json',
  'paket.lock',
  'pdm.lock',
  'pipfile.lock',
  'pixi.lock',
  'pnpm-lock.yaml',
  'podfile.lock',
  'poetry.lock',
  'pubspec.lock',
  'uv.lock',
  'yarn.lock',
])

const generatedFolder =
  /(?:^|\/)(?:node_modules|bower_components|vendor|third_party|pods|dist|__generated__|__snapshots__|\.yarn\/(?:cache|releases|plugins))\//

const generatedName =
  /(?:\.min\.(?:js|css)|\.(?:js|css|mjs|cjs)\.map|[-_.]generated\.[a-z]+|_gen\.go|\.gen\.(?:go|ts|js)|zz_generated\..*\.go|\.pb\.(?:go|cc|h|rb|dart)|_pb2(?:_grpc)?\.pyi?|_pb\.(?:js|d\.ts)|\.g\.dart|\.freezed\.dart|\.designer\.cs|\.snap|\.svg|\.ipynb\.json|\.pbxproj|\.xcuserstate)$/

/** Whether the lines of a file count when it is asked who wrote them. */
export const isCounted = (path: string): boolean => {
  const lower = path.toLowerCase()
  return (
    !lockFiles.has(lower.slice(lower.lastIndexOf('/') + 1)) &&
    !generatedFolder.test(lower) &&
    !generatedName.test(lower)
  )
}
