import { type JsonObject, stringAt } from '../jsonl/index.ts'
import { filesOfChanges } from './changes.ts'
import { emitEdits } from './file-edit.ts'
import type { Here } from './here.ts'
import { emitNested, standing, statusIn } from './nested.ts'
import { emitResult } from './results.ts'
import { keepNewest } from './state.ts'
import { oneLine } from './texts.ts'

/** `patch_apply_end`: a patch was applied, with what became of each file. Better than the patch: lines have numbers. */
export const patchEnd = (payload: JsonObject, here: Here) => {
  const { state, tally } = here
  const call = stringAt(payload, 'call_id')
  if (call === undefined) return tally.skipped('patch_apply_end without call')
  const files = filesOfChanges(payload.changes)
  const failed = payload.success === false || /^(failed|declined)$/.test(stringAt(payload, 'status') ?? '')
  const found = standing(here, call)
  if (found === 'closed') return tally.skipped('patch_apply_end after its result')
  if (found === 'absent') {
    const input = { files: files.map(({ path, operation }) => ({ path, operation })) }
    const target = files.map((file) => file.path).join(', ')
    emitNested(here, {
      call,
      tool: 'apply_patch',
      action: 'edit',
      target: oneLine(target),
      input,
      durationMs: undefined,
    })
    const text = stringAt(payload, failed ? 'stderr' : 'stdout') ?? ''
    emitResult(here, call, { status: statusIn(payload, failed), text })
  }
  if (failed) {
    if (found === 'open') state.ends.set(call, { failed: true })
    return
  }
  const count = emitEdits(here, call, files, { folder: state.cwd })
  if (found === 'open' && count > 0) state.patched.set(call, count)
  keepNewest(state.patched, 64)
}
