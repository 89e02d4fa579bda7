import { gitZone } from '../calendar.ts'
import type { RepositoryName } from '../script.ts'
import { type Commit, createCommit } from './commit.ts'
import type { FastImport } from './fast-import.ts'
import { changesBetween, contentAt, emptyTree, type Tree, withFile } from './tree.ts'

/** One change of a file, kept so that it can be made again on top of another version of the file. */
interface Replacement {
  path: string
  from?: string
  to: string
}

/** How many landed items can still be taken back. */
const mostRemembered = 200

interface Branch {
  name: string
  /** Files as they lie in the work tree. */
  files: Tree
  head: Commit
  base: Commit
  replacements: Replacement[]
  pullRequest?: number
  /** The commit that was pushed last. */
  pushed: string
}

/** `Name <address>` and the zone they work in. */
export interface Signature {
  text: string
  zone: string
}

/** A repository of the team: its branches, and what happens to them. */
export class Repository {
  readonly name: RepositoryName
  /** Where it lies on this machine. */
  readonly path: string
  readonly slug: string
  /** Merges that had to take one side whole. */
  conflicts = 0
  /** Commits written. */
  commits = 0
  readonly #output: FastImport
  readonly #branches = new Map<string, Branch>()
  readonly #merged = new Map<string, { commit: Commit; title: string; number: number }>()
  #number: number
  #main: Commit

  constructor(name: RepositoryName, path: string, firstNumber: number, output: FastImport) {
    this.name = name
    this.path = path
    this.slug = `tarnwick-pay/${name}`
    this.#number = firstNumber
    this.#output = output
    this.#main = { sha: '', mark: 0, tree: emptyTree, parents: [], author: '', committer: '', message: '', at: 0 }
  }

  get main(): Commit {
    return this.#main
  }

  /** The branch with its work tree; it begins at main when it is new. */
  branch(name: string): Branch {
    let branch = this.#branches.get(name)
    if (!branch) {
      branch = { name, files: this.#main.tree, head: this.#main, base: this.#main, replacements: [], pushed: '' }
      this.#branches.set(name, branch)
    }
    if (name === 'main' && branch.head !== this.#main) {
      branch.head = this.#main
      branch.files = this.#main.tree
    }
    return branch
  }

  content(branch: string, path: string): string | undefined {
    return contentAt(this.branch(branch).files, path)
  }

  write(branchName: string, path: string, content: string) {
    const branch = this.branch(branchName)
    branch.files = withFile(branch.files, path, content)
    branch.replacements.push({ path, to: content })
  }

  replace(branchName: string, path: string, from: string, to: string) {
    const branch = this.branch(branchName)
    const before = contentAt(branch.files, path)
    if (before === undefined || !before.includes(from))
      throw new Error(`${this.name}/${path} on ${branchName} does not hold: ${from.slice(0, 80)}`)
    branch.files = withFile(
      branch.files,
      path,
      before.replace(from, () => to),
    )
    branch.replacements.push({ path, from, to })
  }

  /** Takes files back to what was last committed. */
  restore(branchName: string, paths: readonly string[]) {
    const branch = this.branch(branchName)
    for (const path of paths) {
      branch.files = withFile(branch.files, path, contentAt(branch.head.tree, path))
      branch.replacements = branch.replacements.filter((each) => each.path !== path)
    }
  }

  /** Paths that differ from the last commit. */
  dirty(branchName: string) {
    const branch = this.branch(branchName)
    return [...changesBetween(branch.head.tree, branch.files)]
  }

  /** Commits all that changed. */
  async commit(branchName: string, author: Signature, at: number, message: string): Promise<Commit> {
    const branch = this.branch(branchName)
    const commit = await this.#write(branchName, branch.files, [branch.head], author, author, at, message)
    branch.head = commit
    if (branchName === 'main') this.#main = commit
    return commit
  }

  /** The number of the branch's pull request, which is opened if there is none yet. */
  pullRequest(branchName: string): number {
    const branch = this.branch(branchName)
    branch.pullRequest ??= this.#number++
    return branch.pullRequest
  }

  /** Lands a branch on main. */
  async merge(
    item: string,
    branchName: string,
    author: Signature,
    merger: Signature,
    at: number,
    options: { style: 'merge' | 'squash'; title: string; body: string; keepBranch: boolean },
  ): Promise<Commit> {
    const branch = this.branch(branchName)
    const number = this.pullRequest(branchName)
    const files = this.#mergedFiles(branch)
    const squash = options.style === 'squash'
    const body = options.body ? `\n${options.body}\n` : ''
    const message = squash
      ? `${options.title} (#${number})\n${body}`
      : `Merge pull request #${number} from tarnwick-pay/${branchName}\n\n${options.title}\n${body}`
    const parents = squash ? [this.#main] : [this.#main, branch.head]
    const forge = { text: 'GitHub <noreply@github.com>', zone: 'UTC' }
    const commit = await this.#write('main', files, parents, squash ? author : merger, forge, at, message)
    this.#main = commit
    this.#merged.set(item, { commit, title: `${options.title} (#${number})`, number })
    this.#branches.delete(branchName)
    if (this.#merged.size > mostRemembered) this.#merged.delete(this.#merged.keys().next().value!)
    if (!options.keepBranch) this.#output.deleteBranch(branchName)
    return commit
  }

  #mergedFiles(branch: Branch): Tree {
    let files = this.#main.tree
    for (const change of changesBetween(branch.base.tree, branch.files)) {
      const here = contentAt(files, change.path)
      if (here === change.before) {
        files = withFile(files, change.path, change.after)
        continue
      }
      let content = here ?? ''
      for (const each of branch.replacements.filter((one) => one.path === change.path)) {
        if (each.from === undefined) content = each.to
        else if (content.includes(each.from)) content = content.replace(each.from, () => each.to)
        else {
          this.conflicts++
          content = change.after ?? content
          break
        }
      }
      files = withFile(files, change.path, content)
    }
    return files
  }

  /** Forgets the files of a branch on which nothing more will happen; the branch itself stays. */
  leave(branchName: string) {
    if (branchName !== 'main') this.#branches.delete(branchName)
  }

  /** What a landed item is called, and its number. */
  landed(item: string) {
    return this.#merged.get(item)
  }

  /** Takes a landed item back out of a branch's files. */
  undo(item: string, branchName: string) {
    const landed = this.#merged.get(item)
    if (!landed) throw new Error(`${item} has not landed`)
    const branch = this.branch(branchName)
    for (const change of changesBetween(landed.commit.parents[0]!.tree, landed.commit.tree))
      if (contentAt(branch.files, change.path) === change.after)
        branch.files = withFile(branch.files, change.path, change.before)
    return landed
  }

  async tag(name: string, tagger: Signature, at: number, message: string) {
    await this.#output.tag(name, this.#main, stamp(tagger, at), `${message}\n`)
  }

  async #write(
    branch: string,
    tree: Tree,
    parents: Commit[],
    author: Signature,
    committer: Signature,
    at: number,
    message: string,
  ): Promise<Commit> {
    const known = parents.filter((parent) => parent.mark > 0)
    const commit = createCommit({
      mark: ++this.commits,
      tree,
      parents: known,
      author: stamp(author, at),
      committer: stamp(committer, at),
      message: message.endsWith('\n') ? message : `${message}\n`,
      at,
    })
    await this.#output.commit(branch, commit)
    return commit
  }
}

const stamp = (who: Signature, at: number) => `${who.text} ${Math.floor(at / 1000)} ${zoneOf(who.zone, at)}`

const zoneOf = (zone: string, at: number) => (zone === 'UTC' ? '+0000' : gitZone(zone, at))
